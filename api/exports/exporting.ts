import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { listUnreadyExports } from '#db/exports/read.ts';
import type { Topic } from '#db/notify/notifier.ts';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';
import type { Job } from '#platform/background.ts';
import { eachAlone } from '#platform/each.ts';
import type { Logger } from '#platform/log.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { exportWorkflowId } from '#workflows/exporting/interface.ts';
import type { exportWorkflow } from '#workflows/exporting/workflow.ts';

const LOOK_EVERY_MS = 5_000;

/** Starts the workflow of every export that is not ready, unless it runs: PostgreSQL knows which these are. */
export function exporting(deps: { pool: Pool; temporal: Client; log: Logger }): Job<Topic> {
  return {
    name: 'exports',
    everyMs: LOOK_EVERY_MS,
    topics: ['exports'],
    pass: async () => {
      await eachAlone(
        await listUnreadyExports(deps.pool),
        (id) => ensureExport(deps.temporal, id),
        async (id, error) => {
          if (isEngineAway(error)) throw error;
          deps.log.warn({ error, export: id }, 'an export could not be started');
        },
      );
      return false;
    },
  };
}

async function ensureExport(temporal: Client, exportId: string): Promise<void> {
  await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
    temporal.workflow.start<typeof exportWorkflow>('exportWorkflow', {
      workflowId: exportWorkflowId(exportId),
      taskQueue: CHAT_TASK_QUEUE,
      args: [{ exportId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: 'Export',
    }),
  );
}
