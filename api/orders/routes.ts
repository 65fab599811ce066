import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { listOrders } from '#db/orders/list.ts';
import { findOrder } from '#db/orders/read.ts';
import { insertOrder, type OrderChange, updateOrder } from '#db/orders/write.ts';
import { chatsOfRecord } from '#db/records/chats.ts';
import { isRefused } from '#db/records/parts.ts';
import { listRecordHistory } from '#db/records/history.ts';
import { me, viewerOf } from '../access/allow.ts';
import { allow } from '../access/crm.ts';
import { inLine } from '../access/line.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asCountedList, asWholeList } from '../http/fields.ts';
import { notTaken, toRecordPage } from '../records/fields.ts';
import { toChatOfRecord, toRecordHistory } from '../records/schema.ts';
import { operations } from './operations.ts';
import { newOrder, orderChange, orderFilter, orderPath, toOrder, toOrderFilter } from './schema.ts';

/** What clients buy. */
export const orders = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('signed_in', deps),
      describe(operations.list),
      inLine('list'),
      check('query', orderFilter),
      async (c) => c.json(await list(deps, c, c.req.valid('query'))),
    )
    .post('/', allow('writer', deps), describe(operations.add), check('json', newOrder), async (c) =>
      c.json(await add(deps, c, c.req.valid('json')), 201),
    )
    .get('/:id', allow('signed_in', deps), describe(operations.one), check('param', orderPath), async (c) =>
      c.json(await one(deps, c.req.valid('param').id)),
    )
    .put(
      '/:id',
      allow('writer', deps),
      describe(operations.change),
      check('param', orderPath),
      check('json', orderChange),
      async (c) => c.json(await keep(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    )
    .delete('/:id', allow('writer', deps), describe(operations.archive), check('param', orderPath), async (c) => {
      await keep(deps, c, c.req.valid('param').id, { archived: true });
      return c.body(null, 204);
    })
    .route('/', aboutOne(deps));

/** What belongs to an order. */
const aboutOne = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/:id/chats', allow('signed_in', deps), describe(operations.chats), check('param', orderPath), async (c) => {
      const rows = await chatsOfRecord(deps.database.pool, { kind: 'order', ...c.req.valid('param') }, viewerOf(me(c)));
      return c.json(asWholeList(rows.map(toChatOfRecord)));
    })
    .get(
      '/:id/history',
      allow('signed_in', deps),
      describe(operations.history),
      check('param', orderPath),
      async (c) => {
        const rows = await listRecordHistory(deps.database.pool, { kind: 'order', id: c.req.valid('param').id });
        return c.json(asWholeList(rows.map(toRecordHistory)));
      },
    );

async function list(deps: ApiDeps, c: Context<ApiEnv>, query: z.infer<typeof orderFilter>) {
  const filter = toOrderFilter(query, me(c).employee.id);
  const { rows, total } = await listOrders(deps.database.pool, { ...filter, ...toRecordPage(query) });
  return asCountedList(rows.map(toOrder), total, query);
}

async function one({ database }: ApiDeps, id: string) {
  const found = await findOrder(database.pool, id);
  if (!found) throw new ApiError('NOT_FOUND');
  return toOrder(found);
}

async function add(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof newOrder>) {
  const added = await insertOrder(deps.database.pool, given, me(c).employee.id);
  if (isRefused(added)) throw notTaken(added);
  await note(deps, c, 'order_added', { order: added.id });
  return toOrder(added);
}

async function keep(deps: ApiDeps, c: Context<ApiEnv>, id: string, wanted: OrderChange) {
  const changed = await updateOrder(deps.database.pool, id, wanted, me(c).employee.id);
  if (!changed) throw new ApiError('NOT_FOUND');
  if (isRefused(changed)) throw notTaken(changed);
  if (!changed.changed) return toOrder(changed.row);
  deps.notifier.notify('change');
  await note(deps, c, 'order_changed', { order: id, changed: Object.keys(wanted) });
  return toOrder(changed.row);
}
