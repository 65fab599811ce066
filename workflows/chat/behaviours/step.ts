import type { Rules, Rung } from '../../settings/vocabulary.ts';
import type { ChatState, Millis } from '../vocabulary.ts';

/** How many rungs the chat has gone up in the wait that began then. An older word that comes late is no new wait. */
export function stepsOf({ ladder }: ChatState, since: Millis): number {
  return ladder && since <= ladder.waits ? ladder.steps : 0;
}

/** The rung it goes up to next. Settings kept by an older build know of none. */
export function nextRung(chat: ChatState, since: Millis, rules: Rules): Rung | undefined {
  return ((rules.escalation as Rung[] | undefined) ?? [])[stepsOf(chat, since)];
}
