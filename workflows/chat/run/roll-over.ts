import { makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';
import type { Run } from './run.ts';
import { type ChatStart, REST_AT } from '../interface.ts';
import type { ChatState } from '../vocabulary.ts';
import type { chatWorkflow } from '../workflow.ts';

/** Whether the next run is to take over: the history is long enough, or there is a newer version of the code. */
export function mustRoll(start: ChatStart, isBusy: boolean): boolean {
  const { continueAsNewSuggested, historyLength, targetWorkerDeploymentVersionChanged } = workflowInfo();
  const isLong = historyLength > (start.rollAt ?? Infinity) || (!isBusy && historyLength > (start.restAt ?? Infinity));
  return continueAsNewSuggested || targetWorkerDeploymentVersionChanged || isLong;
}

/** Hands `next` and everything that still waits to a run of its own. */
export async function rollOver({ start, queue, lineage }: Run, next: ChatState | null): Promise<never> {
  // A run that is pinned to a version hands that on, unless the next one is to begin with the version of its time.
  const isOutdated = workflowInfo().targetWorkerDeploymentVersionChanged;
  const continueAsNew = makeContinueAsNewFunc<typeof chatWorkflow>(
    isOutdated ? { initialVersioningBehavior: 'AUTO_UPGRADE' } : {},
  );
  return continueAsNew({
    clientId: start.clientId,
    pageId: start.pageId,
    carried: { chat: next, seen: queue.seenNumbers(), settled: queue.settled },
    after: lineage.after,
    epoch: queue.epoch,
    inbox: queue.inbox(),
    known: queue.known,
    readsSettings: true,
    restAt: start.restAt ?? REST_AT,
    ...(start.rollAt === undefined ? {} : { rollAt: start.rollAt }),
  });
}
