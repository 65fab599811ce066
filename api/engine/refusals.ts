import {
  isGrpcDeadlineError,
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { findFinisher } from '#db/chats/read.ts';
import type { ChatRow } from '#db/chats/row.ts';
import { findPerson } from '#db/people/colleagues.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { readRefusal, type Request } from '#workflows/chat/vocabulary.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps } from '../http/deps.ts';
import type { Asking } from './asking.ts';
import { isOver } from './certainty.ts';

/** What the chat refused, or why nobody knows whether it did, as the answer to who asked. */
export async function translate(deps: ApiDeps, asking: Asking, error: unknown): Promise<unknown> {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { type, details } = error.cause;
    if (type === 'CHAT_FINISHED') return finished(deps, asking.chat);
    const refusal = readRefusal(details?.[0]);
    if (type === 'NO_SUCH_DEADLINE' || type === 'HANDED_OVER' || type === 'NOTHING_TO_UNDO') return new ApiError(type);
    if (type === 'ALREADY_TAKEN' || type === 'ALREADY_THEIRS' || type === 'NOT_AN_OPERATOR') {
      const by = refusal?.by ? await findPerson(deps.database.pool, refusal.by) : null;
      return new ApiError(type, by ? { by } : undefined);
    }
    return new ApiError('ENGINE_UNAVAILABLE');
  }
  const away =
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    error instanceof ServiceError ||
    isGrpcServiceError(error) ||
    isGrpcDeadlineError(error);
  return away ? notAnswered(deps, asking) : error;
}

/** Says only what is true: that nothing was changed, or that it may still be. */
export async function notAnswered(deps: ApiDeps, { chat, updateId }: Asking): Promise<ApiError> {
  const handle = deps.temporal.workflow.getHandle(chatWorkflowId(chat.clientId));
  return new ApiError((await isOver(deps, handle, updateId)) ? 'ENGINE_UNAVAILABLE' : 'MAY_STILL_HAPPEN');
}

/** Who finished it and asks again, because the answer did not reach them, gets it; others are told who did. */
export async function alreadyFinished(deps: ApiDeps, chat: ChatRow, request: Request): Promise<ChatRow> {
  const own =
    request.kind === 'delete_chat'
      ? chat.deleted?.by?.id === request.by
      : request.kind === 'change_status' && request.to === 'finished' && chat.finishedBy === request.by;
  if (!own) throw await finished(deps, chat);
  return chat;
}

async function finished(deps: ApiDeps, chat: ChatRow): Promise<ApiError> {
  const by = await findFinisher(deps.database.pool, chat.id);
  return new ApiError('CHAT_FINISHED', by ? { by } : undefined);
}
