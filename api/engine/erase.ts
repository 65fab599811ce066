import { setTimeout as delay } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Pool } from 'pg';
import { destroyKeys, retireKeys } from '#db/keys/end.ts';
import type { Notifier } from '#db/notify/notifier.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';

/** Every process has heard of a retired key by then: they look once a second. */
const HEARD_MS = 3_000;

/**
 * Erases what the engine keeps of a client, by destroying their key; PostgreSQL's rows are not its matter. Not while
 * they have an open chat: it could not go on. First the key is retired, so that what they write meanwhile gets the next
 * one. Asked again it goes on where it was.
 */
export async function eraseClientKey(
  deps: { pool: Pool; temporal: Client; notifier: Notifier },
  clientId: string,
): Promise<'erased' | 'open_chat'> {
  if (!(await retireKeys(deps.pool, clientId))) return 'open_chat';
  deps.notifier.notify('keys');
  await delay(HEARD_MS);
  if (await isRunning(deps.temporal, clientId)) return 'open_chat';
  if (!(await destroyKeys(deps.pool, clientId))) return 'open_chat';
  deps.notifier.notify('keys');
  return 'erased';
}

async function isRunning(temporal: Client, clientId: string): Promise<boolean> {
  try {
    const { status } = await temporal.workflow.getHandle(chatWorkflowId(clientId)).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
