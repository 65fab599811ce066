import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { listWantedLeads } from '#db/leads/requests.ts';
import type { Topic } from '#db/notify/notifier.ts';
import { starting } from '#activities/crm/starting.ts';
import type { Job } from '#platform/background.ts';
import type { Logger } from '#platform/log.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { leadWorkflowId } from '#workflows/leads/interface.ts';
import type { leadWorkflow } from '#workflows/leads/workflow.ts';

/** Starts the workflow of every lead that a chat wants. */
export function wantedLeads({ pool, temporal, log }: { pool: Pool; temporal: Client; log: Logger }): Job<Topic> {
  return starting({
    name: 'leads',
    list: () => listWantedLeads(pool),
    start: (chatId) =>
      temporal.workflow.start<typeof leadWorkflow>('leadWorkflow', {
        workflowId: leadWorkflowId(chatId),
        taskQueue: CHAT_TASK_QUEUE,
        args: [{ chatId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: 'Lead',
      }),
    temporal,
    log,
  });
}
