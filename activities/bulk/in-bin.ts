import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type Deleted, deleteResting, type Place, type Restored, restoreMany } from '#db/bin/change.ts';
import { type Item, settleItems } from '#db/bulk/items.ts';
import { currentEpoch } from '#db/inbox/watching.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { chatWorkflowId, inputsReceived } from '#workflows/chat/interface.ts';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';
import { type BulkDeps, refusedAtOnce } from './ask-one.ts';

/** What a chat said; without a word it has to be asked by itself, or again. */
type Code = string | null | undefined;

const DELETED: Record<Deleted, Code> = {
  deleted: null,
  already: 'ALREADY_DELETED',
  gone: 'CHAT_NOT_FOUND',
  open: undefined,
};
const RESTORED: Record<Restored, Code> = { restored: null, not_deleted: 'NOT_DELETED' };

/**
 * Chats that go into the bin and out of it in one transaction: all that come back, and of those that go what is
 * finished or rests. Returns which have said yes or no. Whoever goes on after a kill finds what was done by then.
 */
export async function binTogether(deps: BulkDeps, bulkId: string, items: Item[]): Promise<Set<Item>> {
  const meant = items.filter(({ action }) => action === 'delete' || action === 'restore');
  const codes = new Map<Item, Code>(meant.map((item) => [item, refusedAtOnce(item)]));
  const fresh = meant.filter((item) => codes.get(item) === undefined);
  const said = await change(deps, fresh);
  for (const item of fresh) codes.set(item, said.get(item.chatId ?? ''));
  await tellDeleted(
    deps,
    meant.filter((item) => codes.get(item) === null),
    (item) => codes.delete(item),
  );
  const settled = [...codes].flatMap(([item, code]) => (code === undefined ? [] : [{ item, code }]));
  await settleItems(
    deps.pool,
    bulkId,
    settled.map(({ item: { number }, code }) => ({ number, code })),
  );
  return new Set(settled.map(({ item }) => item));
}

async function change({ pool, notifier }: BulkDeps, items: Item[]): Promise<Map<string, Code>> {
  const [first] = items;
  if (!first) return new Map();
  const { action, employeeId: by } = first;
  const chats = items.flatMap(({ chatId: id, clientId }): Place[] => (id && clientId ? [{ id, clientId }] : []));
  const said =
    action === 'restore'
      ? [...(await restoreMany(pool, chats, by))].map(([id, one]) => [id, RESTORED[one]] as const)
      : [...(await deleteResting(pool, chats, by))].map(([id, one]) => [id, DELETED[one]] as const);
  notifier.notify('change', 'inbox');
  return new Map(said);
}

/**
 * The workflows of chats that were open believe in them still: they begin anew with what is kept, and end where that is
 * nothing. One that is not told would find out as it saves. `unheard` is called with those that are to be told again.
 */
async function tellDeleted({ pool, temporal }: BulkDeps, items: Item[], unheard: (item: Item) => void): Promise<void> {
  const open = items.filter(({ action, status, isDone }) => action === 'delete' && (isDone || status !== 'finished'));
  if (open.length === 0) return;
  const epoch = await currentEpoch(pool);
  await Promise.all(
    open.map(async (item) => {
      if (!(await tellAnew(temporal, item.clientId ?? '', epoch))) unheard(item);
    }),
  );
}

/** False: the engine is away. A chat without a workflow need not be told. */
async function tellAnew(temporal: Client, clientId: string, epoch: number): Promise<boolean> {
  const handle = temporal.workflow.getHandle(chatWorkflowId(clientId));
  try {
    await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
      handle.signal(inputsReceived, [], { epoch, anew: true }),
    );
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return true;
    if (isEngineAway(error)) return false;
    throw error;
  }
}
