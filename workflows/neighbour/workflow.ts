import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import { CRM_TASK_QUEUE } from '../leads/interface.ts';
import type { NeighbourStart } from './interface.ts';
import type { NeighbourNeeds } from './needs.ts';

// The CRM is another company's program, and may be away for a weekend.
const { stepOfNeighbour } = proxyActivities<NeighbourNeeds>({
  summary: 'ask the CRM',
  taskQueue: CRM_TASK_QUEUE,
  startToCloseTimeout: '2 minutes',
  // Whoever was killed in it is followed by another one soon.
  heartbeatTimeout: '8s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});

/** The client may write at any time and open the window again. */
const AGAIN = '5 minutes';

/** Does what a person asked of the other CRM: each step is done again until it is done, and none twice. */
export async function neighbourWorkflow({ taskId }: NeighbourStart): Promise<void> {
  for (;;) {
    const step = await stepOfNeighbour({ taskId });
    if (step === 'over') return;
    if (step === 'held') await sleep(AGAIN);
    // A client who is silent for weeks must not fill its history.
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof neighbourWorkflow>({ taskId });
  }
}
