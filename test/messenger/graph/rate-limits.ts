import type { Switches } from '../switches.ts';
import { knownError } from './error.ts';

/** Meta's limits per page, as sliding windows of one second. */
export function createRateLimits(switches: () => Switches) {
  const calls = new Map<string, number[]>();

  function count(key: string, limit: number, code: number): void {
    const at = Date.now();
    const recent = (calls.get(key) ?? []).filter((time) => at - time < 1000);
    recent.push(at);
    calls.set(key, recent);
    if (recent.length > limit) throw knownError(code);
  }

  return {
    countSend(page: string, attachmentType: string | undefined): void {
      const { sendsPerSecond, mediaPerSecond } = switches().limits;
      const heavy = attachmentType === 'audio' || attachmentType === 'video';
      count(`${heavy ? 'media' : 'send'}:${page}`, heavy ? mediaPerSecond : sendsPerSecond, 613);
    },
    countConversations(page: string): void {
      count(`conversations:${page}`, switches().limits.conversationsPerSecond, 80006);
    },
  };
}

export type RateLimits = ReturnType<typeof createRateLimits>;
