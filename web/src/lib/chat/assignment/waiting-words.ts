import type { Chat, Waiting } from '#lib/api/types.ts';
import { chosenBecause, chosenText } from './chosen-words.ts';
import { shortDate } from '#lib/words/format.ts';
import { m } from '#lib/paraglide/messages.js';

type Reason = Waiting['reason'];
/** Nobody was looked for yet, or nobody is wanted. */
type Before = 'seeking' | 'collecting' | 'answered' | 'not_decided';

const BEFORE: Record<Before, [reason: () => string, text: () => string]> = {
  seeking: [m.waiting_for_seeking, m.waiting_for_seeking_text],
  collecting: [m.waiting_for_collecting, m.waiting_for_collecting_text],
  answered: [m.waiting_for_answered, m.waiting_for_answered_text],
  not_decided: [m.waiting_for_not_decided, m.waiting_for_not_decided_text],
};

/** "Чекає на оператора з 14:05 — усі на межі". Empty where the chat has one, or is finished. */
export function waitingWords({ waiting }: Pick<Chat, 'waiting'>, now: Date): string {
  if (!waiting) return '';
  const facts = { time: shortDate(new Date(waiting.since), now), reason: waitingReason(waiting.reason) };
  return isWanted(waiting.reason) ? m.waiting_for_operator(facts) : m.waiting_for_nobody(facts);
}

/** Why, in a word or two. */
export function waitingReason(reason: Reason): string {
  return reason in BEFORE ? BEFORE[reason as Before][0]() : chosenBecause(reason);
}

/** Why, as a sentence: for a wait that no record tells of. */
export function waitingText(reason: Reason): string {
  return reason in BEFORE ? BEFORE[reason as Before][1]() : chosenText(reason);
}

/** A client who is asked for their contact, or was answered, does not wait for a person. */
function isWanted(reason: Reason): boolean {
  return reason !== 'collecting' && reason !== 'answered';
}
