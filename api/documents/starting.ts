import type { Client } from '@temporalio/client';
import { type LinkDeps, linkNotTaken } from '../shared-documents/linking.ts';
import { listUnsent } from '#db/documents/sending.ts';
import type { Topic } from '#db/notify/notifier.ts';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';
import type { Job } from '#platform/background.ts';
import { eachAlone } from '#platform/each.ts';
import type { Logger } from '#platform/log.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { sendingWorkflowId } from '#workflows/sending/interface.ts';
import type { documentWorkflow } from '#workflows/sending/workflow.ts';

const LOOK_EVERY_MS = 5_000;

/** Starts the workflow of every sending that is under way, unless it runs: PostgreSQL knows which these are. */
export function sendings(deps: LinkDeps & { temporal: Client; log: Logger }): Job<Topic> {
  return {
    name: 'documents',
    everyMs: LOOK_EVERY_MS,
    topics: ['documents'],
    pass: async () => {
      await linkNotTaken(deps);
      await eachAlone(
        await listUnsent(deps.pool),
        (id) => ensureSending(deps.temporal, id),
        async (id, error) => {
          if (isEngineAway(error)) throw error;
          deps.log.warn({ error, sending: id }, 'a document could not be taken on its way');
        },
      );
      return false;
    },
  };
}

async function ensureSending(temporal: Client, sendingId: string): Promise<void> {
  await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
    temporal.workflow.start<typeof documentWorkflow>('documentWorkflow', {
      workflowId: sendingWorkflowId(sendingId),
      taskQueue: CHAT_TASK_QUEUE,
      args: [{ sendingId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: 'Document',
    }),
  );
}
