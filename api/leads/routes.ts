import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { listLeads } from '#db/leads/list.ts';
import { findLead, findLeadNumbered } from '#db/leads/read.ts';
import { insertLead, type LeadChange, updateLead } from '#db/leads/write.ts';
import { chatsOfRecord } from '#db/records/chats.ts';
import { listRecordHistory } from '#db/records/history.ts';
import { isRefused } from '#db/records/parts.ts';
import { me, viewerOf } from '../access/allow.ts';
import { allow } from '../access/crm.ts';
import { inLine } from '../access/line.ts';
import { note } from '../access/note.ts';
import { reachedBy } from '../contacts/read-parts.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asCountedList, asWholeList } from '../http/fields.ts';
import { notTaken, toRecordPage } from '../records/fields.ts';
import { toChatOfRecord, toRecordHistory } from '../records/schema.ts';
import { operations } from './operations.ts';
import { leadAddress, leadChange, leadFilter, leadPath, newLead, toLead, toLeadFilter } from './schema.ts';

/** Those who may buy. */
export const leads = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('signed_in', deps),
      describe(operations.list),
      inLine('list'),
      check('query', leadFilter),
      async (c) => c.json(await list(deps, c, c.req.valid('query'))),
    )
    .post('/', allow('writer', deps), describe(operations.add), check('json', newLead), async (c) =>
      c.json(await add(deps, c, c.req.valid('json')), 201),
    )
    .get('/:id', allow('signed_in', deps), describe(operations.one), check('param', leadAddress), async (c) =>
      c.json(await one(deps, c.req.valid('param').id)),
    )
    .put(
      '/:id',
      allow('writer', deps),
      describe(operations.change),
      check('param', leadPath),
      check('json', leadChange),
      async (c) => c.json(await change(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    )
    .delete('/:id', allow('writer', deps), describe(operations.archive), check('param', leadPath), async (c) => {
      await keep(deps, c, c.req.valid('param').id, { archived: true });
      return c.body(null, 204);
    })
    .route('/', aboutOne(deps));

/** What belongs to a lead. */
const aboutOne = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/:id/chats', allow('signed_in', deps), describe(operations.chats), check('param', leadPath), async (c) => {
      const rows = await chatsOfRecord(deps.database.pool, { kind: 'lead', ...c.req.valid('param') }, viewerOf(me(c)));
      return c.json(asWholeList(rows.map(toChatOfRecord)));
    })
    .get(
      '/:id/history',
      allow('signed_in', deps),
      describe(operations.history),
      check('param', leadPath),
      async (c) => {
        const rows = await listRecordHistory(deps.database.pool, { kind: 'lead', id: c.req.valid('param').id });
        return c.json(asWholeList(rows.map(toRecordHistory)));
      },
    );

async function list(deps: ApiDeps, c: Context<ApiEnv>, query: z.infer<typeof leadFilter>) {
  const filter = toLeadFilter(query, me(c).employee.id);
  const { rows, total } = await listLeads(deps.database.pool, { ...filter, ...toRecordPage(query) });
  return asCountedList(rows.map(toLead), total, query);
}

async function one({ database: { pool } }: ApiDeps, id: string) {
  const found = await (/^\d+$/.test(id) ? findLeadNumbered(pool, Number(id)) : findLead(pool, id));
  if (!found) throw new ApiError('NOT_FOUND');
  return toLead(found);
}

async function add(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof newLead>) {
  const { phone = null, email = null } = await reachedBy(deps, given);
  const added = await insertLead(deps.database.pool, { ...given, phone, email }, me(c).employee.id);
  if (isRefused(added)) throw notTaken(added);
  await note(deps, c, 'lead_added', { lead: added.id });
  return toLead(added);
}

async function change(deps: ApiDeps, c: Context<ApiEnv>, id: string, given: z.infer<typeof leadChange>) {
  await one(deps, id);
  return keep(deps, c, id, { ...given, ...(await reachedBy(deps, given)) });
}

async function keep(deps: ApiDeps, c: Context<ApiEnv>, id: string, wanted: LeadChange) {
  const changed = await updateLead(deps.database.pool, id, wanted, me(c).employee.id);
  if (!changed) throw new ApiError('NOT_FOUND');
  if (isRefused(changed)) throw notTaken(changed);
  if (!changed.changed) return toLead(changed.row);
  deps.notifier.notify('change');
  await note(deps, c, 'lead_changed', { lead: id, changed: Object.keys(wanted) });
  return toLead(changed.row);
}
