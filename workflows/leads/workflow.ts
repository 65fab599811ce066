import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import { CRM_TASK_QUEUE, type LeadStart } from './interface.ts';
import type { LeadNeeds } from './needs.ts';

// The CRM may be another company's program, and away for a weekend.
const { judgeLead, makeLead, linkLead } = proxyActivities<LeadNeeds>({
  summary: 'ask the CRM',
  taskQueue: CRM_TASK_QUEUE,
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

/** Has the lead made that a chat wants: each step is done again until it is done, and none twice. */
export async function leadWorkflow({ chatId }: LeadStart): Promise<void> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const judged = await judgeLead({ chatId });
    if (judged === 'over') return;
    if (judged === 'make') break;
    await sleep(pause);
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof leadWorkflow>({ chatId });
  }
  await makeLead({ chatId });
  await linkLead({ chatId });
}
