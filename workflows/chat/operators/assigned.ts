import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, andThen, unchanged } from '../and-then.ts';
import { waitsSince } from '../wait.ts';
import { seek, seekByContact } from './seek.ts';
import type { AskKind } from '../../routing/vocabulary.ts';
import type { ChatState, Decision, GoneCode, Input, Millis, Operator, Outcome, Reasons } from '../vocabulary.ts';

type Heard<K extends Input['kind']> = Extract<Input, { kind: K }>;

/** An operator was chosen. A chat that sought nobody any more gives them back. */
export function takeAssigned(chat: ChatState | null, input: Heard<'operator_assigned'>, now: Millis): Outcome {
  const { recordId, employeeId } = input;
  if (!chat || !isAwaited(chat, input))
    return { chat, decisions: [], commands: [{ kind: 'settle_assignment', recordId, taken: false }] };
  const replaced = replacedBy(chat, input);
  const operators: Operator[] = [
    chat.operators.find(({ id }) => id === employeeId) ?? { id: employeeId, since: now },
    ...chat.operators.filter(({ id }) => id !== employeeId && id !== replaced),
  ];
  const { wanted: _found, ...rest } = withoutGone(chat, employeeId, replaced);
  return {
    chat: { ...rest, operators, tried: [...new Set([...(chat.tried ?? []), ...(replaced ? [replaced] : [])])] },
    decisions: [...leaving(input, replaced, now), ...linking(input, now), assigned(input, replaced, now)],
    commands: [{ kind: 'settle_assignment', recordId, taken: true }],
  };
}

/** Nobody could be chosen. A chat without an operator goes on waiting for one. */
export function hearNobody(chat: ChatState | null, input: Heard<'operator_not_found'>, now: Millis): Outcome {
  if (!chat || !isAwaited(chat, input)) return { chat, decisions: [], commands: [] };
  const { code, as, recordId: record, page, installation } = input;
  const decision: Decision = { kind: 'nobody', at: now, reason: { code, kind: as, record, page, installation } };
  const { wanted: _given, ...rest } = chat;
  return { chat: as === 'first' ? chat : rest, decisions: as === 'contact' ? [] : [decision], commands: [] };
}

/**
 * An operator is away for long: somebody else is sought now, or as soon as the client writes. Who waits already does
 * not wait longer.
 */
export function hearGone(chat: ChatState, input: Heard<'operator_gone'>, now: Millis, rules: Rules): OpenOutcome {
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

export function hearBack(chat: ChatState, { employeeId }: Heard<'operator_back'>): OpenOutcome {
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

/** A person says whose chat it is. */
export function hearLinked(chat: ChatState, input: Heard<'contact_linked'>, now: Millis, rules: Rules): OpenOutcome {
  const { contactId, by } = input;
  const reason: Reasons['linked'] = contactId === null ? { code: 'unlinked' } : { code: 'by_hand', contact: contactId };
  const linked: OpenOutcome = { chat, decisions: [{ kind: 'linked', at: now, by, reason }], commands: [] };
  // Nobody is the manager of a client who is none of the contacts.
  if (contactId === null && chat.wanted?.as !== 'first') return linked;
  return andThen(linked, (open) => seekByContact(open, rules));
}

/**
 * Of this very chat: the client's chat before it asked with the same numbers. One that does not know its name yet has
 * not asked; its first task is taken again, and it will be asked for anew.
 */
function isAwaited(chat: ChatState, { chatId, ask, as }: { chatId: string; ask: number; as: AskKind }): boolean {
  return chat.chatId === chatId && chat.wanted?.ask === ask && chat.wanted.as === as;
}

/** Up the ladder the leading operator gives way; a personal manager takes over from whoever has not answered yet. */
function replacedBy(chat: ChatState, { as, employeeId }: Heard<'operator_assigned'>): string | null {
  const leader = chat.operators[0]?.id ?? null;
  if (leader === employeeId || as === 'first') return null;
  return as === 'contact' && chat.status !== 'new' ? null : leader;
}

function leaving({ as }: Heard<'operator_assigned'>, replaced: string | null, now: Millis): Decision[] {
  if (replaced === null) return [];
  const code = as === 'contact' ? 'personal_manager' : 'escalated';
  return [{ kind: 'left', at: now, about: replaced, reason: { code } }];
}

function linking({ contactId }: Heard<'operator_assigned'>, now: Millis): Decision[] {
  return contactId === null ? [] : [{ kind: 'linked', at: now, reason: { code: 'contact', contact: contactId } }];
}

function assigned(input: Heard<'operator_assigned'>, replaced: string | null, now: Millis): Decision {
  const { employeeId, code, as, recordId: record, rule, candidates, page, installation } = input;
  const reason = { code, kind: as, record, rule, candidates, page, installation, replaced };
  return { kind: 'assigned', at: now, about: employeeId, reason };
}

/** Who leaves or comes back is not one of those who are away for long: of that the chat is told anew. */
export function withoutGone(chat: ChatState, ...ids: (string | null)[]): ChatState {
  const { gone = [], ...rest } = chat;
  const kept = gone.filter(({ id }) => !ids.includes(id));
  return kept.length > 0 ? { ...rest, gone: kept } : rest;
}
