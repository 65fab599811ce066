import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { SendingStart } from './interface.ts';
import type { SendingNeeds } from './needs.ts';

const retry = { initialInterval: '1s', maximumInterval: '1 minute' } as const;
const { makeDocument } = proxyActivities<SendingNeeds>({
  summary: 'make the PDF',
  startToCloseTimeout: '1 minute',
  retry,
});
const { putDocument } = proxyActivities<SendingNeeds>({
  summary: 'put it into the chat',
  startToCloseTimeout: '30s',
  retry,
});

/** The client may write at any time and open the window again. */
const AGAIN = '5 minutes';

/** Brings one document into a chat: each step is done again until it is done, and none twice. */
export async function documentWorkflow({ sendingId }: SendingStart): Promise<void> {
  await makeDocument({ sendingId });
  while ((await putDocument({ sendingId })) === 'held') {
    await sleep(AGAIN);
    // A client who is silent for weeks must not fill its history.
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof documentWorkflow>({ sendingId });
  }
}
