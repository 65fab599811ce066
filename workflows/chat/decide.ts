import { hear } from './hear.ts';
import { judge } from './requests.ts';
import type { ChatState, Deadline, Identity, Input, Millis, Outcome, Own, Request } from './vocabulary.ts';
import { closeWindow } from './window.ts';

/**
 * What a chat does about one thing that happened: pure, so the same inputs always give the same outcome. `chat` is null
 * while none is open, `now` is the workflow's time in epoch milliseconds.
 */
export function decide(
  chat: ChatState | null,
  happened: Input | Request | Own,
  now: Millis,
  identity: Identity,
): Outcome {
  switch (happened.kind) {
    case 'deadline':
      return chat ? { ...closeWindow(chat, now), commands: [] } : { chat, decisions: [], commands: [] };
    case 'recovered':
      return { chat, decisions: [{ kind: 'recovered', at: now, reason: { code: 'engine_forgot' } }], commands: [] };
    case 'change_status':
    case 'add_operator':
    case 'remove_operator':
      return judge(chat, happened, now);
    default:
      return hear(chat, happened, now, identity);
  }
}

/** What the chat will do by itself, soonest first. */
export function deadlinesOf(chat: ChatState): Deadline[] {
  const { window } = chat;
  if (chat.status === 'finished' || !window || window.closed) return [];
  return [{ kind: 'window_closes', at: window.until }];
}
