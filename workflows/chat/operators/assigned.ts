import type { AskKind } from '../../routing/vocabulary.ts';
import type { ChatState, Decision, InputOf, Millis, Operator, Outcome } from '../vocabulary.ts';
import { andThen } from '../and-then.ts';
import { seek } from './seek.ts';
import { withoutGone } from './gone.ts';

/** An operator was chosen. A chat that sought nobody any more gives them back. */
export function takeAssigned(chat: ChatState | null, input: InputOf<'operator_assigned'>, now: Millis): Outcome {
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
export function hearNobody(chat: ChatState | null, input: InputOf<'operator_not_found'>, now: Millis): Outcome {
  if (!chat || !isAwaited(chat, input)) return { chat, decisions: [], commands: [] };
  const { code, as, recordId: record, page, installation } = input;
  const decision: Decision = { kind: 'nobody', at: now, reason: { code, kind: as, record, page, installation } };
  const { wanted, ...rest } = chat;
  const told = { chat: as === 'first' ? chat : rest, decisions: as === 'contact' ? [] : [decision], commands: [] };
  // A chat that was given away and that none of the named ones could get is not left to nobody.
  const isLeft = wanted?.beside !== undefined && chat.operators.length === 0;
  return isLeft
    ? andThen(told, (open) => seek(open, { as: 'first', since: wanted.since, target: null, anyway: true }))
    : told;
}

/**
 * Of this very chat: the client's chat before it asked with the same numbers. One that does not know its name yet has
 * not asked; its first task is taken again, and it will be asked for anew.
 */
function isAwaited(chat: ChatState, { chatId, ask, as }: { chatId: string; ask: number; as: AskKind }): boolean {
  return chat.chatId === chatId && chat.wanted?.ask === ask && chat.wanted.as === as;
}

/** In an escalation the leading operator gives way; a personal manager takes over from whoever has not answered yet. */
function replacedBy(chat: ChatState, { as, employeeId }: InputOf<'operator_assigned'>): string | null {
  const leader = chat.operators[0]?.id ?? null;
  if (leader === employeeId || as === 'first' || chat.wanted?.beside) return null;
  return as === 'contact' && chat.status !== 'new' ? null : leader;
}

function leaving({ as }: InputOf<'operator_assigned'>, replaced: string | null, now: Millis): Decision[] {
  if (replaced === null) return [];
  const code = as === 'contact' ? 'personal_manager' : 'escalated';
  return [{ kind: 'left', at: now, about: replaced, reason: { code } }];
}

function linking({ contactId }: InputOf<'operator_assigned'>, now: Millis): Decision[] {
  return contactId === null ? [] : [{ kind: 'linked', at: now, reason: { code: 'contact', contact: contactId } }];
}

function assigned(input: InputOf<'operator_assigned'>, replaced: string | null, now: Millis): Decision {
  const { employeeId, code, as, recordId: record, rule, candidates, page, installation } = input;
  const reason = { code, kind: as, record, rule, candidates, page, installation, replaced };
  return { kind: 'assigned', at: now, about: employeeId, reason };
}
