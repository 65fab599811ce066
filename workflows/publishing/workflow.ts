import { continueAsNew, proxyActivities, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { PublishingStart } from './interface.ts';
import type { PublishingNeeds } from './needs.ts';

/**
 * Chats told at once. With the pause below at most a hundred a second, so that their deadlines do not all move in one
 * moment.
 */
const AT_ONCE = 50;
const PAUSE_MS = 500;
/** Each round is nine events; the history stays far below what the engine allows. */
const ROUNDS_A_RUN = 200;

const { wakeChats } = proxyActivities<PublishingNeeds>({
  summary: 'tell open chats of new settings',
  startToCloseTimeout: '30s',
  retry: { initialInterval: '500ms', maximumInterval: '15s' },
});

/** Tells every open chat of a scope, at a bounded rate, that new settings are in force. Returns how many it told. */
export async function publishSettingsWorkflow(start: PublishingStart): Promise<number> {
  const { versionId, pageId, revision } = start;
  let { after, woken } = start.so ?? { after: 0, woken: 0 };
  for (let round = 0; round < ROUNDS_A_RUN; round += 1) {
    const told = await wakeChats({ versionId, pageId, revision, after, limit: AT_ONCE, woken });
    woken += told.woken;
    setCurrentDetails(`${woken} chats were told`);
    if (told.after === null) return woken;
    after = told.after;
    await sleep(PAUSE_MS);
  }
  return continueAsNew<typeof publishSettingsWorkflow>({ versionId, pageId, revision, so: { after, woken } });
}
