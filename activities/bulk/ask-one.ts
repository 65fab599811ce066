import {
  type Client,
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Pool } from 'pg';
import type { Item } from '#db/bulk/items.ts';
import { hurryInputs, lastPendingInput } from '#db/inbox/inputs.ts';
import { currentEpoch } from '#db/inbox/watching.ts';
import type { Notifier } from '#db/notify/notifier.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';
import { type AnyAsked, askRunning, startAndAsk } from '#activities/telling/update.ts';

export interface BulkDeps {
  pool: Pool;
  temporal: Client;
  notifier: Notifier;
}

/** Null: it did what was asked; a code: why not; `later`: it has to be asked again. */
export type Said = { code: string | null } | 'later';

/** A chat that cannot answer so often keeps the others no longer; it may do it all the same. */
const MOST_TRIES = 10;
/** gRPC's FAILED_PRECONDITION: something else reached the chat in the moment in which it was to end. */
const TASK_FAILED = 9;

/** Asks one chat's workflow, by the same door as the desk does. Whoever asked it before asks with the same id. */
export async function askOne(deps: BulkDeps, bulkId: string, item: Item): Promise<Said> {
  const { chatId, clientId, pageId, number } = item;
  const code = refusedAtOnce(item);
  if (code !== undefined) return { code };
  // Somebody has it in hand, or it has finished meanwhile: it goes with the others, or comes back with them.
  if (item.action === 'restore' || (item.action === 'delete' && item.status === 'finished')) return 'later';
  if (item.isDeleted) return { code: 'CHAT_NOT_FOUND' };
  if (item.status === 'finished') return { code: 'CHAT_FINISHED' };
  if (!item.mayHave) return { code: 'UNKNOWN_EMPLOYEE' };
  if (item.tries >= MOST_TRIES) return { code: 'MAY_STILL_HAPPEN' };
  if (!chatId || !clientId || !pageId) return { code: 'CHAT_NOT_FOUND' };
  const asked = await wishOf(deps, item, { chatId, clientId });
  // One that is not there is looked up once more before it is started: it may have been finished meanwhile.
  const ask = item.tries > 0 ? startAndAsk : askRunning;
  try {
    await deps.temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
      ask(deps.temporal, { clientId, pageId }, asked, `bulk ${bulkId} ${number}`),
    );
    return { code: null };
  } catch (error) {
    return saidBy(error);
  }
}

/** What need not be asked; null: it was done before. */
export function refusedAtOnce({ isDone, chatId, mayAsk }: Item): string | null | undefined {
  if (isDone) return null;
  if (chatId === null) return 'CHAT_NOT_FOUND';
  return mayAsk ? undefined : 'NOT_ALLOWED';
}

async function wishOf(
  { pool, notifier }: BulkDeps,
  { action, employeeId: by, targetId: target }: Item,
  { chatId, clientId }: { chatId: string; clientId: string },
): Promise<AnyAsked> {
  const [{ after, now: at }, epoch] = await Promise.all([lastPendingInput(pool, clientId), currentEpoch(pool)]);
  // It is judged after these: while deliveries throng they would be told late.
  if (after > 0 && (await hurryInputs(pool, clientId))) notifier.notify('inbox');
  const asked = { chatId, by, at, after, epoch };
  if (action === 'delete') return { ...asked, kind: 'delete_chat' };
  return action === 'finish'
    ? { ...asked, kind: 'change_status', to: 'finished' }
    : { ...asked, kind: 'transfer', to: 'person', target, teamName: null, note: null };
}

/** What the next look finds out is asked later: the client's chat before this one may have answered. */
function saidBy(error: unknown): Said {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
    return error.cause.type === 'CHAT_FINISHED' ? 'later' : { code: error.cause.type ?? 'MAY_STILL_HAPPEN' };
  const cause = error instanceof ServiceError ? error.cause : error;
  const comesLater =
    error instanceof WorkflowNotFoundError ||
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    isEngineAway(error) ||
    (isGrpcServiceError(cause) && cause.code === TASK_FAILED);
  if (comesLater) return 'later';
  throw error;
}
