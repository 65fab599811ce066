import { randomUUID } from 'node:crypto';
import {
  isGrpcDeadlineError,
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { ChatRow } from '#db/chats/read.ts';
import { findChat } from '#db/chats/read.ts';
import { lastPendingInput } from '#db/inbox/inputs.ts';
import { currentEpoch } from '#db/inbox/watching.ts';
import { findPerson } from '#db/people/employees.ts';
import type { Refusal, Request } from '#workflows/chat/vocabulary.ts';
import type { ApiDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { ENGINE_DEADLINE_MS } from '../relay/tell.ts';
import { type AnyAsked, askRunning, startAndAsk } from './update.ts';

/** gRPC's status code. */
const FAILED_PRECONDITION = 9;
/** A chat whose first message is still on its way to the engine is there a moment later. */
const NOT_THERE_YET_MS = 150;

/** Asks the chat's workflow, which grants or refuses; returns the chat as it then is. */
export async function askChat(deps: ApiDeps, chat: ChatRow, request: Request): Promise<ChatRow> {
  if (chat.status === 'finished') return alreadyFinished(deps, chat, request);
  const until = Date.now() + ENGINE_DEADLINE_MS;
  let updateId = randomUUID();
  for (;;) {
    const outcome = await attempt(deps, chat, request, updateId, until);
    if (typeof outcome === 'object') return outcome;
    // It was answered, by the chat before: what is asked now is another question.
    if (outcome === 'anew') updateId = randomUUID();
    if (outcome === 'granted') return (await findChat(deps.database.pool, chat.number, null)) ?? chat;
    if (Date.now() >= until) throw new ApiError('ENGINE_UNAVAILABLE');
    deps.bell.ring('inbox');
    await new Promise((resolve) => setTimeout(resolve, NOT_THERE_YET_MS));
  }
}

async function attempt(
  deps: ApiDeps,
  chat: ChatRow,
  request: Request,
  updateId: string,
  until: number,
  ask = askRunning,
): Promise<'granted' | 'again' | 'anew' | ChatRow> {
  const [after, epoch] = await Promise.all([
    lastPendingInput(deps.database.pool, chat.clientId),
    currentEpoch(deps.database.pool),
  ]);
  const asked = { ...request, after, epoch } as AnyAsked;
  try {
    await deps.health.ask('ask', () =>
      deps.temporal.withDeadline(until, () => ask(deps.temporal, chat, asked, updateId)),
    );
    return 'granted';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) {
      const now = await findChat(deps.database.pool, chat.number, null);
      if (now?.status === 'finished') return alreadyFinished(deps, now, request);
      return ask === askRunning ? attempt(deps, chat, request, updateId, until, startAndAsk) : 'again';
    }
    if (taskFailed(error)) return 'again';
    if (await isOfTheOneBefore(deps, chat, error)) return 'anew';
    throw await translate(deps, chat, error);
  }
}

/** The client's last chat is still closing, and refuses what is meant for the next one. */
async function isOfTheOneBefore(deps: ApiDeps, chat: ChatRow, error: unknown): Promise<boolean> {
  const isRefused =
    error instanceof WorkflowUpdateFailedError &&
    error.cause instanceof ApplicationFailure &&
    error.cause.type === 'CHAT_FINISHED';
  return isRefused && (await findChat(deps.database.pool, chat.number, null))?.status !== 'finished';
}

async function translate(deps: ApiDeps, chat: ChatRow, error: unknown): Promise<unknown> {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { type, details } = error.cause;
    if (type === 'CHAT_FINISHED') return finished(deps, chat);
    const refusal = details?.[0] as Refusal | undefined;
    if (type === 'NO_SUCH_DEADLINE' || type === 'HANDED_OVER') return new ApiError(type);
    if (type === 'ALREADY_TAKEN' || type === 'NOT_AN_OPERATOR') {
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
  return away ? new ApiError('ENGINE_UNAVAILABLE') : error;
}

/** Who finished it and asks again, because the answer did not reach them, gets it; others are told who did. */
async function alreadyFinished(deps: ApiDeps, chat: ChatRow, request: Request): Promise<ChatRow> {
  const own = request.kind === 'change_status' && request.to === 'finished' && chat.finishedBy === request.by;
  if (!own) throw await finished(deps, chat);
  return chat;
}

/**
 * Something else reached the chat in the very moment in which it was to end, so the engine takes that task again. The update's id
 * makes asking again safe.
 */
function taskFailed(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && cause.code === FAILED_PRECONDITION;
}

async function finished(deps: ApiDeps, chat: ChatRow): Promise<ApiError> {
  const { rows } = await deps.database.pool.query<{ id: string; name: string }>(
    'select e.id, e.name from chat c join employee e on e.id = c.finished_by_id where c.id = $1',
    [chat.id],
  );
  return new ApiError('CHAT_FINISHED', rows[0] ? { by: rows[0] } : undefined);
}
