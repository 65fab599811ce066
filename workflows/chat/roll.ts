import { workflowInfo } from '@temporalio/workflow';
import type { ChatStart } from './messages.ts';

/** Whether the history is long enough for the next run to take over. */
export function mustRoll(start: ChatStart): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > (start.rollAt ?? Infinity);
}
