import { type OpenOutcome, andThen } from '../and-then.ts';
import { stopCollecting } from '../contact/hand-over.ts';
import { letGo } from '../operators/gone.ts';
import { join } from '../operators/join.ts';
import type { ChatState, Decision, DecisionOf, Identity, InputOf, Millis, Outcome, Reasons } from '../vocabulary.ts';
import { endOfHumanAgent, endWindow, mayAnswer } from '../window.ts';
import { freshChat } from './fresh.ts';
import { enter, enterArrived, takeOut } from './ledger.ts';

/**
 * An answer was accepted from an operator. It goes out even if a colleague finished the chat in the same moment: what
 * was accepted is not lost.
 */
export function operatorReplied(chat: ChatState | null, input: InputOf<'operator_replied'>, now: Millis): Outcome {
  const { messageId, employeeId } = input;
  if (!chat) return { chat, decisions: [], commands: [{ kind: 'release', messageId }] };
  const late = mayAnswer(chat, now) ? null : asHumanAgent(chat, input, now);
  if (late === 'too late') {
    return { chat, decisions: [], commands: [{ kind: 'refuse', messageId, reason: 'window_closed' }] };
  }
  const stopped = stopCollecting(chat, 'taken_over', now, employeeId);
  const joined = join(chat, employeeId, now);
  const decisions: Decision[] = [...stopped.decisions];
  if (joined !== chat.operators) {
    decisions.push({ kind: 'joined', at: now, by: employeeId, about: employeeId, reason: { code: 'answered' } });
  }
  const answered = enter(touched({ ...stopped.chat, operators: joined }, input.at), messageId);
  if (answered.status !== chat.status) {
    const reason: Reasons['status_changed'] = { code: 'operator_answered', from: chat.status, to: answered.status };
    decisions.push({ kind: 'status_changed', at: now, by: employeeId, reason });
  }
  if (!late) return { chat: answered, decisions, commands: [{ kind: 'release', messageId }] };
  return { chat: answered, decisions: [...decisions, late], commands: [{ kind: 'release', messageId, tag: HUMAN }] };
}

const HUMAN = 'HUMAN_AGENT';

/** A day has passed: only a person may still answer, for seven, and only where Meta lets this page do so. */
function asHumanAgent(
  { window }: ChatState,
  { employeeId, humanAgent }: InputOf<'operator_replied'>,
  now: Millis,
): DecisionOf<'human_agent'> | 'too late' {
  const until = window && humanAgent ? endOfHumanAgent(window) : now;
  if (until <= now) return 'too late';
  return { kind: 'human_agent', at: now, by: employeeId, reason: { code: 'window_closed', until } };
}

/** Somebody answered in Meta's own apps. */
export function answeredInMeta(
  chat: ChatState | null,
  input: InputOf<'answered_in_meta'>,
  now: Millis,
  identity: Identity,
): Outcome {
  const stopped = stopCollecting(chat ?? freshChat(identity, input), 'taken_over', now);
  const base = stopped.chat;
  const decisions: Decision[] = chat
    ? stopped.decisions
    : [{ kind: 'opened', at: input.at, reason: { code: 'meta_inbox' } }];
  decisions.push({
    kind: 'answered_in_meta',
    at: input.at,
    reason: { code: 'meta_inbox', from: base.status, to: 'answered' },
  });
  return { chat: enterArrived(touched(base, input.at)), decisions, commands: [] };
}

/** Meta refused an answer for good; it may have said that the right to answer has ended, too. */
export function answerRefused(chat: ChatState, input: InputOf<'answer_failed'>, now: Millis): OpenOutcome {
  return andThen(answerFailed(chat, input, now), (open) => endWindow(open, input, now));
}

/** Who was not answered by any other one is still waiting, since they began to. */
function answerFailed(chat: ChatState, input: InputOf<'answer_failed'>, now: Millis): OpenOutcome {
  const decisions: Decision[] = [{ kind: 'answer_failed', at: input.at, reason: { code: input.code } }];
  const waits = chat.status === 'finished' ? null : takeOut(chat, input.messageId);
  if (!waits) return { chat, decisions, commands: [] };
  if (waits.status !== chat.status) {
    const reason: Reasons['status_changed'] = { code: 'answer_failed', from: chat.status, to: waits.status };
    decisions.push({ kind: 'status_changed', at: input.at, reason });
  }
  const failed = { chat: waits, decisions, commands: [] };
  const waitsAgain = chat.waitingSince === null && waits.waitingSince !== null;
  // Who waits again does not wait for somebody who is away for long.
  return waitsAgain ? andThen(failed, (open) => letGo(open, now)) : failed;
}

function touched({ tried: _answered, ...chat }: ChatState, at: Millis): ChatState {
  return { ...chat, lastContactAt: Math.max(chat.lastContactAt, at) };
}
