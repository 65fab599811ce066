import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { DataKeys } from '#platform/data-keys.ts';
import { inMemory, keysOfNobody } from '#test/ground/keys.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { HISTORY_KEYS } from './key.ts';

/** Data keys, sealed with those of the recordings: without them nobody could read what they encrypted. */
interface Keys {
  /** Whose; null: nobody's, of a workflow that is no chat. */
  clientId: string | null;
  workflowId?: string;
  keys: { id: string; wrapped: string }[];
}

export interface Recording {
  history: History;
  workflowId: string;
  dataKeys: DataKeys;
}

/** A recording with all that it takes to play it again. Those of before there were data keys name no client. */
export async function readRecording(file: string): Promise<Recording> {
  const { clientId, workflowId, keys, ...history } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Keys> & object;
  const store = inMemory();
  for (const key of keys ?? []) await store.currentOr({ ...key, clientId: clientId ?? null, wrappedBy: '' });
  return {
    history: historyFromJSON(history),
    workflowId: workflowId ?? (clientId ? chatWorkflowId(clientId) : 'chat/recorded'),
    dataKeys: keysOfNobody(HISTORY_KEYS, store),
  };
}

/** `whose`: the client whose chat it is, or the id of a workflow of nobody's. */
export async function recordingOf(
  pool: Pool,
  whose: { clientId: string } | { workflowId: string },
  history: History,
): Promise<string> {
  const owner = { clientId: null, ...whose };
  const { rows } = await pool.query<Keys['keys'][number]>(
    'select id, wrapped from data_key where client_id is not distinct from $1',
    [owner.clientId],
  );
  const events = JSON.parse(historyToJSON(history)) as object;
  return `${JSON.stringify({ ...owner, keys: rows, ...events } satisfies Keys & object, null, 2)}\n`;
}
