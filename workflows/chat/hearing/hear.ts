import type { Rules } from '../../settings/vocabulary.ts';
import { beginCollecting, hearAnswer, hearCorrected, hearNotSaid, stopCollecting } from '../contact/collect.ts';
import { tellHours } from './out-of-hours.ts';
import { wantLead } from './lead.ts';
import { enter, enterArrived, takeOut } from './ledger.ts';
import { type OpenOutcome, andThen } from '../and-then.ts';
import { hearBack, hearGone, hearLinked, hearNobody, letGo, takeAssigned } from '../operators/assigned.ts';
import type { ChatState, Decision, Identity, Input, Millis, Operator, Outcome, Reasons } from '../vocabulary.ts';
import { endWindow, isBehindAd, mayAnswer, noteClick, openWindow } from '../window.ts';

type Heard<K extends Input['kind']> = Extract<Input, { kind: K }>;

/** The chat hears what the relay tells: the client, a colleague here or in Meta's own apps, or Meta's refusal. */
export function hear(chat: ChatState | null, input: Input, now: Millis, identity: Identity, rules: Rules): Outcome {
  switch (input.kind) {
    case 'client_wrote':
      return clientWrote(chat, input, now, identity, rules);
    case 'client_corrected':
      return chat ? hearCorrected(chat, input, now, rules) : nothing(chat);
    case 'client_acted':
      return chat ? clientActed(chat, input, now) : nothing(chat);
    case 'operator_replied':
      return operatorReplied(chat, input, now);
    case 'answered_in_meta':
      return answeredInMeta(chat, input, now, identity);
    case 'answer_failed':
      return chat ? andThen(answerFailed(chat, input, now), (open) => endWindow(open, input, now)) : nothing(chat);
    case 'operator_assigned':
      return takeAssigned(chat, input, now);
    case 'operator_not_found':
      return hearNobody(chat, input, now);
    case 'operator_gone':
      return chat ? hearGone(chat, input, now, rules) : nothing(chat);
    case 'operator_back':
      return chat ? hearBack(chat, input) : nothing(chat);
    case 'not_said':
      return chat ? hearNotSaid(chat, input, now, rules) : nothing(chat);
    case 'contact_linked':
      return chat ? hearLinked(chat, input, now, rules) : nothing(chat);
  }
}

function clientWrote(
  chat: ChatState | null,
  input: Heard<'client_wrote'>,
  now: Millis,
  identity: Identity,
  rules: Rules,
): Outcome {
  // The question stands last: Messenger's ready answers vanish with the next message.
  const taken = andThen(takeWord(chat, input, now, identity), (open) => letGo(open, now));
  const opened = chat ? taken : andThen(taken, (open) => wantLead(open, now, rules));
  const told = andThen(opened, (open) => tellHours(open, input.at, now, rules));
  return andThen(told, (open) => (chat ? hearAnswer : beginCollecting)(open, input, now, rules));
}

function takeWord(chat: ChatState | null, input: Heard<'client_wrote'>, now: Millis, identity: Identity) {
  const opening = chat === null;
  const base = chat ?? freshChat(identity, input);
  const reopened = base.window?.closed === true;
  // Whether a call opens Meta's window is not said.
  const window = input.call
    ? base.window
    : openWindow(base.window, input.at, input.opens, now, isBehindAd(base, input));
  const status = base.status === 'answered' ? 'in_progress' : base.status;
  const decisions: Decision[] = [];
  if (opening) decisions.push({ kind: 'opened', at: now, reason: { code: input.opens } });
  if (reopened && window && !window.closed)
    decisions.push({ kind: 'window_opened', at: now, reason: { code: input.opens } });
  if (status !== base.status) {
    decisions.push({
      kind: 'status_changed',
      at: now,
      reason: { code: 'client_wrote', from: base.status, to: status },
    });
  }
  return {
    chat: {
      ...noteClick(base, input),
      status,
      window,
      waitingSince: Math.min(base.waitingSince ?? Infinity, input.at),
      lastContactAt: Math.max(base.lastContactAt, input.at),
    },
    decisions,
    commands: [],
  };
}

function clientActed(chat: ChatState, input: Heard<'client_acted'>, now: Millis): Outcome {
  const window = openWindow(chat.window, input.at, input.opens, now);
  const reopened = chat.window?.closed === true && !window.closed;
  return {
    chat: { ...chat, window, lastContactAt: Math.max(chat.lastContactAt, input.at) },
    decisions: reopened ? [{ kind: 'window_opened', at: now, reason: { code: input.opens } }] : [],
    commands: [],
  };
}

/**
 * An answer was accepted from an operator. It goes out even if a colleague finished the chat in the same moment: what
 * was accepted is not lost.
 */
function operatorReplied(chat: ChatState | null, input: Heard<'operator_replied'>, now: Millis): Outcome {
  const { messageId, employeeId } = input;
  if (!chat) return { chat, decisions: [], commands: [{ kind: 'release', messageId }] };
  if (!mayAnswer(chat, now)) {
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
  return { chat: answered, decisions, commands: [{ kind: 'release', messageId }] };
}

function answeredInMeta(
  chat: ChatState | null,
  input: Heard<'answered_in_meta'>,
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

/** Meta refused an answer for good: who was not answered by any other one is still waiting, since they began to. */
function answerFailed(chat: ChatState, input: Heard<'answer_failed'>, now: Millis): OpenOutcome {
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

/** The operators with `id` among them; the same list when they are there already. */
export function join(chat: ChatState, id: string, since: Millis): Operator[] {
  return chat.operators.some((operator) => operator.id === id) ? chat.operators : [...chat.operators, { id, since }];
}

function touched({ tried: _answered, ...chat }: ChatState, at: Millis): ChatState {
  return { ...chat, lastContactAt: Math.max(chat.lastContactAt, at) };
}

function freshChat(identity: Identity, input: Input): ChatState {
  return {
    v: 1,
    clientId: identity.clientId,
    pageId: identity.pageId,
    chatId: null,
    openedBy: identity.run,
    seq: 0,
    status: 'new',
    operators: [],
    window: null,
    waitingSince: null,
    lastContactAt: input.at,
    lastAnswer: null,
    profileAsked: false,
    ...(identity.known?.phone || identity.known?.email ? { contact: identity.known } : {}),
  };
}

function nothing(chat: ChatState | null): Outcome {
  return { chat, decisions: [], commands: [] };
}
