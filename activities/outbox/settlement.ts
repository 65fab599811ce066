import type { Settlement } from '#db/outbox/settle.ts';
import type { Verdict } from '../messenger/verdict.ts';

const LONGEST_RETRY_MS = 20_000;
/** So often in vain while others of its page go out: it is the message, and it is put aside. */
export const PUT_ASIDE_AFTER = 8;
/** What is put aside is looked at again at growing distances up to this one. */
const LONGEST_ASIDE_MS = 10 * 60_000;
const FIRST_LOOKUP_MS = 4_000;

/** How a verdict stands in the outbox. `alone`: others of the page go out meanwhile. */
export function settlementOf(verdict: Exclude<Verdict, { kind: 'sent' }>, attempts: number, alone = false): Settlement {
  const { reason, detail } = verdict;
  switch (verdict.kind) {
    case 'retry':
      return { state: 'queued', reason, detail, againInMs: retryIn(attempts, alone) };
    case 'pause':
      return {
        state: 'queued',
        reason,
        detail,
        againInMs: null,
        page: { health: 'paused', pausedMs: verdict.pauseMs },
      };
    case 'hold': {
      const health =
        verdict.reason === 'token_broken' || verdict.reason === 'page_without_key' ? 'reconnect' : 'restricted';
      return { state: 'held', reason, detail, againInMs: null, page: { health, pausedMs: null } };
    }
    case 'fail':
      return { state: 'failed', reason, detail, againInMs: null };
    case 'unknown':
      return { state: 'unknown', reason, detail, againInMs: FIRST_LOOKUP_MS };
  }
}

function retryIn(attempts: number, alone: boolean): number {
  const longest = alone && attempts >= PUT_ASIDE_AFTER ? LONGEST_ASIDE_MS : LONGEST_RETRY_MS;
  return Math.min(longest, 500 * 2 ** Math.min(attempts, 12));
}
