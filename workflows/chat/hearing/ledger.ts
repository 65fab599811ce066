import type { Answer, ChatState, Millis } from '../vocabulary.ts';

/**
 * Answers remembered as being on their way. Of one that arrived the chat is not told, so the oldest leaves as arrived
 * when there are more: a client's messages go out one at a time and in order, and what fails fails long before twenty
 * others were accepted behind it.
 */
export const LEDGER_MAX = 20;

/** The answers on their way, oldest first. A state of an older build knows only the last one. */
export function onTheirWay({ ledger, lastAnswer }: ChatState): Answer[] {
  if (ledger) return ledger;
  return lastAnswer ? [{ messageId: lastAnswer.messageId, ended: lastAnswer.waitedSince, turned: true }] : [];
}

/** Whether anybody answered in this chat, as far as it was told. */
export function wasAnswered({ ledger, lastAnswer }: ChatState): boolean {
  return ledger !== undefined || lastAnswer !== null;
}

/** An answer was accepted: it ends the wait there is. The same one again, as a person wanted, counts from now on. */
export function enter(chat: ChatState, messageId: string): ChatState {
  const before = takeOut(chat, messageId) ?? chat;
  const turned = before.status !== 'answered';
  const answer: Answer = { messageId, ended: before.waitingSince, ...(turned ? { turned: true } : {}) };
  return answeredBy(before, [...onTheirWay(before), answer].slice(-LEDGER_MAX));
}

/** An answer that is known to have arrived: whatever becomes of those before it, the client has one. */
export function enterArrived(chat: ChatState): ChatState {
  return answeredBy(chat, []);
}

/**
 * Without an answer that failed: the wait it ended was ended by the next one, or goes on. Null when it is none of those
 * on their way, and so nothing depends on it.
 */
export function takeOut(chat: ChatState, messageId: string): ChatState | null {
  const ledger = onTheirWay(chat);
  const at = ledger.findIndex((answer) => answer.messageId === messageId);
  const failed = ledger[at];
  if (!failed) return null;
  const next = ledger[at + 1];
  const others = ledger.filter((answer) => answer !== failed && answer !== next);
  if (next) return { ...chat, lastAnswer: null, ledger: others.toSpliced(at, 0, inherit(next, failed)) };
  const waitingSince = earlier(chat.waitingSince, failed.ended);
  const status = failed.turned && chat.status === 'answered' ? 'in_progress' : chat.status;
  return { ...chat, lastAnswer: null, ledger: others, waitingSince, status };
}

function inherit(next: Answer, failed: Answer): Answer {
  const ended = earlier(next.ended, failed.ended);
  return { messageId: next.messageId, ended, ...(next.turned || failed.turned ? { turned: true } : {}) };
}

function earlier(one: Millis | null, other: Millis | null): Millis | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function answeredBy(chat: ChatState, ledger: Answer[]): ChatState {
  return { ...chat, status: 'answered', waitingSince: null, lastAnswer: null, ledger };
}
