import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, andThen, unchanged } from '../and-then.ts';
import type { ChatState, Decision, GoneCode, InputOf, Millis } from '../vocabulary.ts';
import { waitsSince } from '../wait.ts';
import { seek } from './seek.ts';

/**
 * An operator is away for long: somebody else is sought now, or as soon as the client writes. Who waits already does
 * not wait longer.
 */
export function hearGone(chat: ChatState, input: InputOf<'operator_gone'>, now: Millis, rules: Rules): OpenOutcome {
  const { employeeId, code } = input;
  if (!chat.operators.some(({ id }) => id === employeeId)) return unchanged(chat);
  const present = withoutGone(chat, employeeId);
  const away: ChatState = { ...present, gone: [...(present.gone ?? []), { id: employeeId, code }] };
  if (rules.absentOperators !== 'at_once' && waitsSince(chat) === null) return unchanged(away);
  return andThen(letGo(away, now), (left) =>
    left.operators.length > 0
      ? unchanged(left)
      : seek(left, { as: 'first', since: waitsSince(left) ?? now, target: null, anyway: true }),
  );
}

/** They are here again. */
export function hearBack(chat: ChatState, { employeeId }: InputOf<'operator_back'>): OpenOutcome {
  return unchanged(withoutGone(chat, employeeId));
}

/** Those who are away for long leave the chat. */
export function letGo(chat: ChatState, now: Millis): OpenOutcome {
  const { gone = [], ...rest } = chat;
  if (gone.length === 0) return unchanged(chat);
  const leaving = gone.filter(({ id }) => chat.operators.some((operator) => operator.id === id));
  const left = (one: { id: string; code: GoneCode }): Decision => ({
    kind: 'left',
    at: now,
    about: one.id,
    reason: { code: one.code },
  });
  return {
    chat: { ...rest, operators: chat.operators.filter(({ id }) => !gone.some((one) => one.id === id)) },
    decisions: leaving.map(left),
    commands: [],
  };
}

/** Who leaves or comes back is not one of those who are away for long: of that the chat is told anew. */
export function withoutGone(chat: ChatState, ...ids: (string | null)[]): ChatState {
  const { gone = [], ...rest } = chat;
  const kept = gone.filter(({ id }) => !ids.includes(id));
  return kept.length > 0 ? { ...rest, gone: kept } : rest;
}
