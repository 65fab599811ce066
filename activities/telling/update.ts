import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import {
  addOperator,
  type Asked,
  changeDeadline,
  changeStatus,
  chatWorkflowId,
  deleteChat,
  handOver,
  removeOperator,
  setContact,
  transfer,
  undoFinish,
} from '#workflows/chat/interface.ts';
import type { Request } from '#workflows/chat/vocabulary.ts';
import type { chatWorkflow } from '#workflows/chat/workflow.ts';
import { type Owner, startOptions } from './tell.ts';

const UPDATES = {
  change_status: changeStatus,
  undo_finish: undoFinish,
  delete_chat: deleteChat,
  add_operator: addOperator,
  remove_operator: removeOperator,
  transfer,
  set_contact: setContact,
  hand_over: handOver,
  change_deadline: changeDeadline,
} as const satisfies Record<Request['kind'], unknown>;

export type AnyAsked = Asked<Request['kind']>;

/** Asks the chat's workflow, which has to be running. */
export async function askRunning(temporal: Client, owner: Owner, asked: AnyAsked, updateId: string): Promise<void> {
  const handle = temporal.workflow.getHandle<typeof chatWorkflow>(chatWorkflowId(owner.clientId));
  await handle.executeUpdate(...updateOf(asked, updateId));
}

/**
 * Asks a chat that is open here and has no workflow: it gets one, which begins with what PostgreSQL keeps before it
 * judges.
 */
export async function startAndAsk(temporal: Client, owner: Owner, asked: AnyAsked, updateId: string): Promise<void> {
  const options = { ...startOptions(owner), workflowIdConflictPolicy: 'USE_EXISTING' } as const;
  const [update, call] = updateOf(asked, updateId);
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof chatWorkflow>('chatWorkflow', options);
  await temporal.workflow.executeUpdateWithStart(update, { ...call, startWorkflowOperation });
}

/** Each takes its own request and nothing else; which one is known only here. */
function updateOf(asked: AnyAsked, updateId: string) {
  const update = UPDATES[asked.kind] as unknown as typeof changeStatus;
  return [update, { updateId, args: [asked as Asked<'change_status'>] as [Asked<'change_status'>] }] as const;
}
