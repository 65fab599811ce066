import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { listUnfinishedImports } from '#db/imports/read.ts';
import type { Topic } from '#db/notify/notifier.ts';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';
import type { Job } from '#platform/background.ts';
import { eachAlone } from '#platform/each.ts';
import type { Logger } from '#platform/log.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { importWorkflowId, somethingToDo } from '#workflows/importing/interface.ts';
import type { importWorkflow } from '#workflows/importing/workflow.ts';

const LOOK_EVERY_MS = 5_000;

/** Starts the workflow of every import that has something to do, and tells one that is about to end. */
export function importing(deps: { pool: Pool; temporal: Client; log: Logger }): Job<Topic> {
  return {
    name: 'imports',
    everyMs: LOOK_EVERY_MS,
    topics: ['imports'],
    pass: async () => {
      await eachAlone(
        await listUnfinishedImports(deps.pool),
        (id) => ensureImport(deps.temporal, id),
        async (id, error) => {
          if (isEngineAway(error)) throw error;
          deps.log.warn({ error, import: id }, 'an import could not be taken further');
        },
      );
      return false;
    },
  };
}

async function ensureImport(temporal: Client, importId: string): Promise<void> {
  await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
    temporal.workflow.signalWithStart<typeof importWorkflow>('importWorkflow', {
      workflowId: importWorkflowId(importId),
      taskQueue: CHAT_TASK_QUEUE,
      args: [{ importId }],
      signal: somethingToDo,
      staticSummary: 'Import of contacts',
    }),
  );
}
