import type { Client } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { CHAT_TASK_QUEUE, type ChatStart, chatWorkflowId, inputsReceived, REST_AT } from '#workflows/chat/interface.ts';
import { PAGE, STATUS } from '#workflows/chat/search-attributes.ts';
import type { Telling } from '#workflows/chat/needs.ts';
import type { RawInput } from '#workflows/chat/vocabulary.ts';
import type { chatWorkflow } from '#workflows/chat/workflow.ts';

/** How long one call to the engine may take. */
export const ENGINE_DEADLINE_MS = 4_000;

/** Whose chat it is. */
export interface Owner {
  clientId: string;
  pageId: string;
}

/**
 * Tells the client's chat, which is started if none runs: it begins with what PostgreSQL keeps. Durable when this
 * returns, also with no worker up. Told nothing, the chat still hears in which epoch of the installation it is.
 */
export async function tellChat(
  temporal: Client,
  owner: Owner,
  inputs: RawInput[],
  telling?: Telling,
  { instead = false } = {},
): Promise<void> {
  await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
    temporal.workflow.signalWithStart<typeof chatWorkflow, [RawInput[], Telling?]>('chatWorkflow', {
      ...startOptions(owner),
      // A run out of an older copy is not what the workers remember of it: what they add to it could never be replayed.
      workflowIdConflictPolicy: instead ? 'TERMINATE_EXISTING' : 'USE_EXISTING',
      signal: inputsReceived,
      signalArgs: telling ? [inputs, telling] : [inputs],
    }),
  );
}

/** How a chat's workflow is started. */
export function startOptions({ clientId, pageId }: Owner) {
  const start: ChatStart = { clientId, pageId, restAt: REST_AT };
  return {
    workflowId: chatWorkflowId(clientId),
    taskQueue: CHAT_TASK_QUEUE,
    args: [start] as [ChatStart],
    typedSearchAttributes: new TypedSearchAttributes([
      { key: PAGE, value: pageId },
      { key: STATUS, value: 'new' },
    ]),
    staticSummary: 'Chat of a client on a Facebook page',
  };
}
