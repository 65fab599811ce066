import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { listTasksUnderWay } from '#db/neighbour/tasks.ts';
import type { Topic } from '#db/notify/notifier.ts';
import { starting } from '#activities/crm/starting.ts';
import type { Job } from '#platform/background.ts';
import type { Logger } from '#platform/log.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { neighbourWorkflowId } from '#workflows/neighbour/interface.ts';
import type { neighbourWorkflow } from '#workflows/neighbour/workflow.ts';

/** Starts the workflow of everything that people asked of the other CRM. */
export function neighbourTasks({ pool, temporal, log }: { pool: Pool; temporal: Client; log: Logger }): Job<Topic> {
  return starting({
    name: 'neighbour',
    list: () => listTasksUnderWay(pool),
    start: (taskId) =>
      temporal.workflow.start<typeof neighbourWorkflow>('neighbourWorkflow', {
        workflowId: neighbourWorkflowId(taskId),
        taskQueue: CHAT_TASK_QUEUE,
        args: [{ taskId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: 'Other CRM',
      }),
    temporal,
    log,
  });
}
