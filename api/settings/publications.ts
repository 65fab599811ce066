import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Topic } from '#db/notify/notifier.ts';
import { listUnfinished, type Unfinished } from '#db/settings/waking.ts';
import type { Logger } from '#platform/log.ts';
import { eachAlone } from '#platform/each.ts';
import type { Job } from '#platform/background.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { publishingWorkflowId } from '#workflows/publishing/interface.ts';
import type { publishSettingsWorkflow } from '#workflows/publishing/workflow.ts';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';

const LOOK_EVERY_MS = 5_000;

/**
 * Starts the workflow of every publication whose chats have not all heard of it. PostgreSQL knows which these are: it
 * does not matter whether the engine was away, this process was killed, or the engine lost the workflow. Any number of
 * processes may do this at once.
 */
export function publications(deps: { pool: Pool; temporal: Client; log: Logger }): Job<Topic> {
  return {
    name: 'publications',
    everyMs: LOOK_EVERY_MS,
    topics: ['settings'],
    pass: async () => {
      await eachAlone(
        await listUnfinished(deps.pool),
        (publication) => ensurePublication(deps.temporal, publication),
        async ({ versionId }, error) => {
          if (isEngineAway(error)) throw error;
          deps.log.warn({ error, version: versionId }, 'a publication could not be started');
        },
      );
      return false;
    },
  };
}

/** Starts the publication's workflow, unless it is running. */
async function ensurePublication(temporal: Client, publication: Unfinished): Promise<void> {
  const { versionId, scope, version, pageId } = publication;
  await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
    temporal.workflow.start<typeof publishSettingsWorkflow>('publishSettingsWorkflow', {
      workflowId: publishingWorkflowId(scope, version),
      taskQueue: CHAT_TASK_QUEUE,
      args: [{ versionId, pageId, revision: versionId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: 'Publication of settings',
    }),
  );
}
