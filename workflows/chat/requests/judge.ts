import type { Rules } from '../../settings/vocabulary.ts';
import { phaseOf, setContact, stopCollecting } from '../contact/collect.ts';
import { plannedFor } from '../behaviours/planned.ts';
import { override, SETTING } from '../behaviours/due.ts';
import { join } from '../hearing/hear.ts';
import { andThen, unchanged } from '../and-then.ts';
import { withoutGone } from '../operators/assigned.ts';
import { FURTHEST_MS } from '../state.ts';
import type { ChatState, DeadlineKind, Decision, Millis, Outcome, Reasons, Refusal, Request } from '../vocabulary.ts';

type Asked<K extends Request['kind']> = Extract<Request, { kind: K }>;

/** The rules' *no* to a request, or null. The update's validator runs it first, so that a refusal leaves no history. */
export function refusalOf(chat: ChatState | null, request: Request, rules: Rules): Refusal | null {
  if (!chat || chat.status === 'finished' || isAnother(chat, request)) return { code: 'CHAT_FINISHED', by: null };
  const there = (id: string): boolean => chat.operators.some((operator) => operator.id === id);
  if (request.kind === 'add_operator') {
    const leader = chat.operators[0];
    if (request.onlyIfNobody && leader && leader.id !== request.employeeId) {
      return { code: 'ALREADY_TAKEN', by: leader.id };
    }
  }
  if (request.kind === 'remove_operator' && !there(request.employeeId)) return { code: 'NOT_AN_OPERATOR', by: null };
  if (request.kind === 'hand_over' && phaseOf(chat) === 'open') return { code: 'HANDED_OVER', by: null };
  if (request.kind === 'change_deadline' && !movable(chat, request.deadline, rules))
    return { code: 'NO_SUCH_DEADLINE', by: null };
  return null;
}

function tooLate({ until }: Request, now: Millis): Refusal | null {
  return until !== undefined && now > until ? { code: 'TOO_LATE', by: null, at: now } : null;
}

/** The end of Meta's window is Meta's: nobody moves it. */
function movable(chat: ChatState, kind: DeadlineKind, rules: Rules) {
  return plannedFor(chat, rules).find((planned) => planned.kind === kind && kind !== 'window_closes');
}

/** It was asked of the client's chat before this one. */
function isAnother(chat: ChatState, request: Request): boolean {
  return chat.chatId !== null && chat.chatId !== request.chatId;
}

/** Grants or refuses what a person asks of the chat. */
export function judge(chat: ChatState | null, request: Request, now: Millis, rules: Rules): Outcome {
  const refusal = tooLate(request, now) ?? refusalOf(chat, request, rules);
  if (refusal || !chat)
    return { chat, decisions: [], commands: [], refusal: refusal ?? { code: 'CHAT_FINISHED', by: null } };
  switch (request.kind) {
    case 'change_status':
      return changeStatus(chat, request, now);
    case 'add_operator':
      return addOperator(chat, request, now);
    case 'remove_operator':
      return removeOperator(chat, request, now);
    case 'set_contact':
      return setContact(chat, request.contact, request.by, now, rules);
    case 'hand_over':
      return stopCollecting(chat, 'skipped', now, request.by);
    case 'change_deadline':
      return changeDeadline(chat, request, now, rules);
  }
}

function changeDeadline(
  chat: ChatState,
  { by, deadline, to: asked }: Asked<'change_deadline'>,
  now: Millis,
  rules: Rules,
): Outcome {
  const planned = movable(chat, deadline, rules);
  if (!planned) return unchanged(chat);
  // The API refuses what is further; what comes by another way is kept within what a clock can tell.
  const to = asked === null ? null : Math.min(asked, now + FURTHEST_MS);
  const facts = { deadline, setting: SETTING[deadline], from: planned.at };
  const reason: Reasons['deadline'] =
    to === null ? { code: 'dropped', ...facts, to } : { code: to <= now ? 'fired' : 'moved', ...facts, to };
  return {
    chat: override(chat, planned, to === null ? null : Math.max(to, now), rules, { byHand: true }),
    decisions: [{ kind: 'deadline', at: now, by, reason }],
    commands: [],
  };
}

function changeStatus(chat: ChatState, { by, to }: Asked<'change_status'>, now: Millis): Outcome {
  if (chat.status === to) return { chat, decisions: [], commands: [] };
  const from = chat.status;
  const decision: Decision =
    to === 'finished'
      ? { kind: 'finished', at: now, by, reason: { code: 'operator_said', from, to } }
      : { kind: 'status_changed', at: now, by, reason: { code: 'operator_said', from, to } };
  return { chat: { ...chat, status: to }, decisions: [decision], commands: [] };
}

function addOperator(chat: ChatState, request: Asked<'add_operator'>, now: Millis): Outcome {
  const { by, employeeId, onlyIfNobody } = request;
  const operators = join(chat, employeeId, now);
  if (operators === chat.operators) return { chat, decisions: [], commands: [] };
  const code = by !== employeeId ? 'added' : onlyIfNobody ? 'took' : 'came';
  return andThen(stopCollecting(chat, 'taken_over', now, by), (open) => ({
    chat: { ...open, operators },
    decisions: [{ kind: 'joined', at: now, by, about: employeeId, reason: { code } }],
    commands: [],
  }));
}

function removeOperator(chat: ChatState, { by, employeeId }: Asked<'remove_operator'>, now: Millis): Outcome {
  const code = by === employeeId ? 'went' : 'removed';
  return {
    chat: {
      ...withoutGone(chat, employeeId),
      operators: chat.operators.filter(({ id }) => id !== employeeId),
      // Who goes is not given it again in the same moment.
      tried: [...new Set([...(chat.tried ?? []), employeeId])],
    },
    decisions: [{ kind: 'left', at: now, by, about: employeeId, reason: { code } }],
    commands: [],
  };
}
