import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { listUnfinished, type Unfinished } from '#db/settings/waking.ts';
import type { Logger } from '#platform/log.ts';
import { type Loop, startLoop } from '#platform/loop.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/messages.ts';
import { publishingWorkflowId } from '#workflows/publishing/messages.ts';
import type { publishSettingsWorkflow } from '#workflows/publishing/workflow.ts';
import { ENGINE_DEADLINE_MS } from '../relay/tell.ts';

const LOOK_EVERY_MS = 5_000;

/**
 * Starts the workflow of every publication whose chats have not all heard of it. PostgreSQL knows which these are: it does not matter
 * whether the engine was away, this process was killed, or the engine lost the workflow. Any number of processes may do this at once.
 */
export function startPublications(deps: { pool: Pool; temporal: Client; log: Logger }): Loop {
  return startLoop('publications', deps.log, LOOK_EVERY_MS, async () => {
    for (const publication of await listUnfinished(deps.pool)) await ensurePublication(deps.temporal, publication);
    return false;
  });
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
