import { continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { ImportStart } from './interface.ts';
import { IMPORT_TASK_QUEUE, somethingToDo } from './interface.ts';
import type { ImportNeeds, Stepped } from './needs.ts';

/** A worker that was killed is known by its silence; what it had begun is begun anew by another one. */
const { readTable } = proxyActivities<ImportNeeds>({
  summary: 'read the file',
  taskQueue: IMPORT_TASK_QUEUE,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute', maximumAttempts: 30 },
});

/** Each lot is one transaction, and what was done stands in it: a worker that is killed leaves no half of one. */
const { takeLot } = proxyActivities<ImportNeeds>({
  summary: 'take the next rows',
  taskQueue: IMPORT_TASK_QUEUE,
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});

const { giveUpImport } = proxyActivities<ImportNeeds>({
  summary: 'say that it cannot be read',
  taskQueue: IMPORT_TASK_QUEUE,
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});

/** Does what an import is to do just now, lot after lot: reading, checking, bringing in, taking back. */
export async function importWorkflow({ importId }: ImportStart): Promise<void> {
  let isAsked = true;
  setHandler(somethingToDo, () => {
    isAsked = true;
  });
  while (isAsked) {
    isAsked = false;
    let { next } = await takeLot({ importId });
    while (next !== null) {
      if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof importWorkflow>({ importId });
      next = (await step(importId, next)).next;
    }
  }
}

async function step(importId: string, next: 'read' | 'lot'): Promise<Stepped> {
  if (next === 'lot') return takeLot({ importId });
  try {
    return await readTable({ importId });
  } catch {
    await giveUpImport({ importId });
    return { next: null };
  }
}
