import { randomUUID } from 'node:crypto';
import { isGrpcServiceError, ServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { ChatRow } from '#db/chats/row.ts';
import { findChat } from '#db/chats/read.ts';
import { hurryInputs, lastPendingInput } from '#db/inbox/inputs.ts';
import { currentEpoch } from '#db/inbox/watching.ts';
import { readRefusal, type Refusal, type RefusalCode, type Request } from '#workflows/chat/vocabulary.ts';
import type { ApiDeps } from '../http/deps.ts';
import { ApiError } from '../errors/error.ts';
import { ASKING_MS, JUDGING_MS, reaches } from './certainty.ts';
import type { Asking } from './asking.ts';
import { alreadyFinished, notAnswered, translate } from './refusals.ts';
import { Turns } from './turns.ts';
import { type AnyAsked, askRunning, startAndAsk } from '#activities/telling/update.ts';

/** gRPC's status code. */
const FAILED_PRECONDITION = 9;
/** A chat whose first message is still on its way to the engine is there a moment later. */
const NOT_THERE_YET_MS = 150;

/** One chat's requests that are under way at once in this process. */
const turns = new Turns(5);

/** Asks the chat's workflow, which grants or refuses; returns the chat as it then is. */
export async function askChat(deps: ApiDeps, chat: ChatRow, request: Request): Promise<ChatRow> {
  if (chat.status === 'finished') return alreadyFinished(deps, chat, request);
  const asking = { chat, request, updateId: randomUUID(), deadline: Date.now() + ASKING_MS, ahead: 0 };
  return turns.take(chat.clientId, () => keepAsking(deps, asking));
}

async function keepAsking(deps: ApiDeps, asking: Asking): Promise<ChatRow> {
  const { chat, deadline } = asking;
  if (!(await reaches(deps, deadline))) throw new ApiError('ENGINE_UNAVAILABLE');
  for (;;) {
    const outcome = await attempt(deps, asking);
    if (typeof outcome === 'object') return outcome;
    // It was answered, by the chat before: what is asked now is another question.
    if (outcome === 'anew') asking.updateId = randomUUID();
    if (outcome === 'granted') return (await findChat(deps.database.pool, chat.number)) ?? chat;
    if (Date.now() >= deadline) throw await notAnswered(deps, asking);
    deps.notifier.notify('inbox');
    await new Promise((resolve) => setTimeout(resolve, NOT_THERE_YET_MS));
  }
}

async function attempt(
  deps: ApiDeps,
  asking: Asking,
  ask = askRunning,
): Promise<'granted' | 'again' | 'anew' | ChatRow> {
  const { chat, request, updateId, deadline, ahead } = asking;
  const [{ after, now }, epoch] = await Promise.all([
    lastPendingInput(deps.database.pool, chat.clientId),
    currentEpoch(deps.database.pool),
  ]);
  if (after > 0) void hurry(deps, chat.clientId);
  const until = now + ahead + (deadline - Date.now()) - (ASKING_MS - JUDGING_MS);
  const asked = { ...request, after, epoch, until } as AnyAsked;
  try {
    await deps.health.ask('ask', () =>
      deps.temporal.withDeadline(deadline, () => ask(deps.temporal, chat, asked, updateId)),
    );
    return 'granted';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) {
      const there = await findChat(deps.database.pool, chat.number);
      if (there?.status === 'finished') return alreadyFinished(deps, there, request);
      return ask === askRunning ? attempt(deps, asking, startAndAsk) : 'again';
    }
    if (taskFailed(error)) return 'again';
    if (isTooLate(error, asking, until)) return 'anew';
    if (await isOfTheOneBefore(deps, chat, error)) return 'anew';
    throw await translate(deps, asking, error);
  }
}

/**
 * What is asked is judged after what waits for its turn: while deliveries throng that would be told late. Not waited
 * for, and never the reason of an error: without haste it is only told later.
 */
async function hurry({ database, notifier, log }: ApiDeps, clientId: string): Promise<void> {
  try {
    if (await hurryInputs(database.pool, clientId)) notifier.notify('inbox');
  } catch (error) {
    log.warn({ error }, 'a chat could not be told in haste');
  }
}

/** Refused as too late though it is not: the clocks differ. By the engine's it is asked once more. */
function isTooLate(error: unknown, asking: Asking, until: number): boolean {
  const at = refusalIn(error, 'TOO_LATE')?.at;
  if (at === undefined || asking.ahead !== 0 || Date.now() >= asking.deadline - (ASKING_MS - JUDGING_MS)) return false;
  asking.ahead = at - until + JUDGING_MS;
  return true;
}

function refusalIn(error: unknown, type: RefusalCode): Refusal | undefined {
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) return undefined;
  return error.cause.type === type ? (readRefusal(error.cause.details?.[0]) ?? undefined) : undefined;
}

/** The client's last chat is still closing, and refuses what is meant for the next one. */
async function isOfTheOneBefore(deps: ApiDeps, chat: ChatRow, error: unknown): Promise<boolean> {
  const isRefused =
    error instanceof WorkflowUpdateFailedError &&
    error.cause instanceof ApplicationFailure &&
    error.cause.type === 'CHAT_FINISHED';
  return isRefused && (await findChat(deps.database.pool, chat.number))?.status !== 'finished';
}

/**
 * Something else reached the chat in the very moment in which it was to end, so the engine takes that task again. The
 * update's id makes asking again safe.
 */
function taskFailed(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && cause.code === FAILED_PRECONDITION;
}
