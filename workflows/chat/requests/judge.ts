import type { Rules } from '../../settings/vocabulary.ts';
import { andThen, type OpenOutcome } from '../and-then.ts';
import { stopCollecting } from '../contact/hand-over.ts';
import { setContact } from '../contact/known.ts';
import type { ChatState, Decision, Millis, Outcome, Request, RequestOf } from '../vocabulary.ts';
import { changeDeadline } from './change-deadline.ts';
import { addOperator, removeOperator } from './change-operators.ts';
import { deleteOpen } from '../vocabulary/bin.ts';
import { beginFinish, undoFinish } from './finish.ts';
import { transfer } from './transfer.ts';
import { refusalOf, tooLate } from './refuse.ts';

/** Grants or refuses what a person asks of the chat. */
export function judge(chat: ChatState | null, request: Request, now: Millis, rules: Rules): Outcome {
  const refusal = tooLate(request, now) ?? refusalOf(chat, request, rules);
  if (refusal || !chat)
    return { chat, decisions: [], commands: [], refusal: refusal ?? { code: 'CHAT_FINISHED', by: null } };
  switch (request.kind) {
    case 'change_status':
      return changeStatus(chat, request, now);
    case 'undo_finish':
      return undoFinish(chat, request.by, now);
    case 'delete_chat':
      return deleteOpen(chat, request.by, now);
    case 'add_operator':
      return addOperator(chat, request, now);
    case 'remove_operator':
      return removeOperator(chat, request, now);
    case 'transfer':
      return transfer(chat, request, now);
    case 'set_contact':
      return setContact(chat, request.contact, request.by, now, rules);
    case 'hand_over':
      return stopCollecting(chat, 'skipped', now, request.by);
    case 'change_deadline':
      return changeDeadline(chat, request, now, rules);
  }
}

function changeStatus(asked: ChatState, request: RequestOf<'change_status'>, now: Millis): Outcome {
  const { by, to, undoFor = 0 } = request;
  if (to === 'finished' && undoFor > 0) return beginFinish(asked, by, undoFor, now);
  return asked.ending && to !== 'finished'
    ? andThen(undoFinish(asked, by, now), (chat) => turn(chat, request, now))
    : turn(asked, request, now);
}

function turn({ ending: _over, ...chat }: ChatState, { by, to }: RequestOf<'change_status'>, now: Millis): OpenOutcome {
  if (chat.status === to) return { chat, decisions: [], commands: [] };
  const from = chat.status;
  const decision: Decision =
    to === 'finished'
      ? { kind: 'finished', at: now, by, reason: { code: 'operator_said', from, to } }
      : { kind: 'status_changed', at: now, by, reason: { code: 'operator_said', from, to } };
  return { chat: { ...chat, status: to }, decisions: [decision], commands: [] };
}
