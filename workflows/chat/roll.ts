import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { Belief } from './belief.ts';
import type { ChatStart } from './messages.ts';
import type { ChatState } from './vocabulary.ts';
import type { chatWorkflow } from './workflow.ts';

/** Whether the history is long enough for the next run to take over. */
export function mustRoll(start: ChatStart): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > (start.rollAt ?? Infinity);
}

/** Hands `next` and everything that still waits to a run of its own. */
export async function rollOver({ start, queue, lineage }: Belief, next: ChatState | null): Promise<never> {
  return continueAsNew<typeof chatWorkflow>({
    clientId: start.clientId,
    pageId: start.pageId,
    carried: { chat: next, seen: queue.seenNumbers(), settled: queue.settled },
    after: lineage.after,
    epoch: queue.epoch,
    inbox: queue.inbox(),
    known: queue.known,
    readsSettings: true,
    ...(start.rollAt === undefined ? {} : { rollAt: start.rollAt }),
  });
}
