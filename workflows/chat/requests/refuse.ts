import type { Rules } from '../../settings/vocabulary.ts';
import { phaseOf } from '../contact/phase.ts';
import type { ChatState, Millis, Refusal, Request } from '../vocabulary.ts';
import { movable } from './change-deadline.ts';

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
  if (request.kind === 'transfer' && request.to === 'person' && chat.operators[0]?.id === request.target)
    return { code: 'ALREADY_THEIRS', by: request.target };
  if (request.kind === 'undo_finish' && !chat.ending) return { code: 'NOTHING_TO_UNDO', by: null };
  if (request.kind === 'hand_over' && phaseOf(chat) === 'open') return { code: 'HANDED_OVER', by: null };
  if (request.kind === 'change_deadline' && !movable(chat, request.deadline, rules))
    return { code: 'NO_SUCH_DEADLINE', by: null };
  return null;
}

/** Who asked was told by then that nothing happens any more. */
export function tooLate({ until }: Request, now: Millis): Refusal | null {
  return until !== undefined && now > until ? { code: 'TOO_LATE', by: null, at: now } : null;
}

/** It was asked of the client's chat before this one. */
function isAnother(chat: ChatState, request: Request): boolean {
  return chat.chatId !== null && chat.chatId !== request.chatId;
}
