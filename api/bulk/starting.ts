import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { listUnfinishedBulks } from '#db/bulk/read.ts';
import type { Topic } from '#db/notify/notifier.ts';
import type { Job } from '#platform/background.ts';
import { eachAlone } from '#platform/each.ts';
import type { Logger } from '#platform/log.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { bulkWorkflowId } from '#workflows/bulk/interface.ts';
import type { bulkWorkflow } from '#workflows/bulk/workflow.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';

const LOOK_EVERY_MS = 5_000;

/**
 * Starts the workflow of every bulk action that is not over. PostgreSQL knows which these are: it does not matter
 * whether the engine was away, this process was killed, or the engine lost the workflow. Any number of processes may do
 * this at once.
 */
export function bulks(deps: { pool: Pool; temporal: Client; log: Logger }): Job<Topic> {
  return {
    name: 'bulks',
    everyMs: LOOK_EVERY_MS,
    topics: ['bulk'],
    pass: async () => {
      await eachAlone(
        await listUnfinishedBulks(deps.pool),
        (bulkId) => ensureBulk(deps.temporal, bulkId),
        async (bulkId, error) => {
          if (isEngineAway(error)) throw error;
          deps.log.warn({ error, bulk: bulkId }, 'a bulk action could not be started');
        },
      );
      return false;
    },
  };
}

/** Starts its workflow, unless it is running. */
async function ensureBulk(temporal: Client, bulkId: string): Promise<void> {
  await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
    temporal.workflow.start<typeof bulkWorkflow>('bulkWorkflow', {
      workflowId: bulkWorkflowId(bulkId),
      taskQueue: CHAT_TASK_QUEUE,
      args: [{ bulkId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: 'Something that is asked of many chats',
    }),
  );
}
