import type { Client } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { CHAT_TASK_QUEUE, type ChatStart, chatWorkflowId, inputsReceived } from '#workflows/chat/messages.ts';
import { PAGE, STATUS } from '#workflows/chat/search-attributes.ts';
import type { Carried, Input } from '#workflows/chat/vocabulary.ts';
import type { chatWorkflow } from '#workflows/chat/workflow.ts';

/** How long one call to the engine may take. */
export const ENGINE_DEADLINE_MS = 4_000;

export interface Told {
  clientId: string;
  pageId: string;
  /** From PostgreSQL; only used if the workflow is not there. */
  carried: Carried | null;
}

/** Tells the client's chat, which is started if none is open. Durable when this returns, also with no worker up. */
export async function tellChat(temporal: Client, told: Told, inputs: Input[]): Promise<void> {
  await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
    temporal.workflow.signalWithStart<typeof chatWorkflow, [Input[]]>('chatWorkflow', {
      ...startOptions(told),
      signal: inputsReceived,
      signalArgs: [inputs],
    }),
  );
}

/** Starts the chat's workflow from its carried state, unless it is running. */
export async function ensureChat(temporal: Client, told: Told): Promise<void> {
  await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
    temporal.workflow.start<typeof chatWorkflow>('chatWorkflow', {
      ...startOptions(told),
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  );
}

function startOptions({ clientId, pageId, carried }: Told) {
  const start: ChatStart = { clientId, pageId, ...(carried ? { carried } : {}) };
  return {
    workflowId: chatWorkflowId(clientId),
    taskQueue: CHAT_TASK_QUEUE,
    args: [start] as [ChatStart],
    typedSearchAttributes: new TypedSearchAttributes([
      { key: PAGE, value: pageId },
      { key: STATUS, value: carried?.chat?.status ?? 'new' },
    ]),
    staticSummary: 'Chat of a client on a Facebook page',
  };
}
