import { continueAsNew, proxyActivities, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { BulkStart } from './interface.ts';
import type { BulkNeeds } from './needs.ts';

/** Asked in one activity: a worker that is killed leaves no more than these to be asked again. */
const LOT = 48;
/** None of a lot could be asked: chats that are just being told of something, or a worker with too much to do. */
const PAUSE_MS = 2_000;
/** Each round is some nine events; the history stays far below what the engine allows. */
const ROUNDS_A_RUN = 300;

const { askChats } = proxyActivities<BulkNeeds>({
  summary: 'ask chats for what is wanted of many',
  startToCloseTimeout: '20s',
  retry: { initialInterval: '500ms', maximumInterval: '15s' },
});

/** Asks many chats for the same, one lot after another, until each has said yes or no or somebody cancels. */
export async function bulkWorkflow({ bulkId }: BulkStart): Promise<void> {
  let settled = 0;
  for (let round = 0; round < ROUNDS_A_RUN; round += 1) {
    const asked = await askChats({ bulkId, limit: LOT });
    settled += asked.settled;
    setCurrentDetails(`${settled} chats have answered in this run`);
    if (!asked.more) return;
    if (asked.settled === 0) await sleep(PAUSE_MS);
  }
  await continueAsNew<typeof bulkWorkflow>({ bulkId });
}
