import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { MEANINGS } from '#db/entities/records/source.ts';
import { insertSource, listSources, updateSource } from '#db/records/sources.ts';
import { insertStatus, listStatuses, updateStatus } from '#db/records/statuses.ts';
import { allow } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asWholeList } from '../http/fields.ts';
import { operations } from './operations.ts';
import {
  kindQuery,
  listedPath,
  newSource,
  newStatus,
  sourceChange,
  statusChange,
  toSource,
  toStatus,
} from './schema.ts';

/** Where leads and orders come from: read by everybody, kept by admins. */
export const sources = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('signed_in', deps), describe(operations.listSources), check('query', kindQuery), async (c) => {
      const rows = await listSources(deps.database.pool, c.req.valid('query').kind ?? null);
      return c.json(asWholeList(rows.map(toSource)));
    })
    .post('/', allow('admin', deps), describe(operations.addSource), check('json', newSource), async (c) =>
      c.json(await addSource(deps, c, c.req.valid('json')), 201),
    )
    .put(
      '/:id',
      allow('admin', deps),
      describe(operations.changeSource),
      check('param', listedPath),
      check('json', sourceChange),
      async (c) => c.json(await changeSource(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    );

/** How leads and orders stand: read by everybody, kept by admins. */
export const statuses = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('signed_in', deps), describe(operations.listStatuses), check('query', kindQuery), async (c) => {
      const rows = await listStatuses(deps.database.pool, c.req.valid('query').kind ?? null);
      return c.json(asWholeList(rows.map(toStatus)));
    })
    .post('/', allow('admin', deps), describe(operations.addStatus), check('json', newStatus), async (c) =>
      c.json(await addStatus(deps, c, c.req.valid('json')), 201),
    )
    .put(
      '/:id',
      allow('admin', deps),
      describe(operations.changeStatus),
      check('param', listedPath),
      check('json', statusChange),
      async (c) => c.json(await changeStatus(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    );

async function addSource(deps: ApiDeps, c: Context<ApiEnv>, { kind, name }: z.infer<typeof newSource>) {
  const added = await insertSource(deps.database.pool, kind, name);
  if (!added) throw taken();
  await note(deps, c, 'source_added', { source: added.id });
  return toSource(added);
}

async function changeSource(deps: ApiDeps, c: Context<ApiEnv>, id: string, change: z.infer<typeof sourceChange>) {
  const changed = await updateSource(deps.database.pool, id, change);
  if (changed === 'taken') throw taken();
  if (!changed) throw new ApiError('NOT_FOUND');
  await note(deps, c, 'source_changed', { source: id, changed: Object.keys(change) });
  return toSource(changed);
}

const taken = (): ApiError => new ApiError('ALREADY_EXISTS', [{ path: 'name' }]);

async function addStatus(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof newStatus>) {
  const meanings: readonly string[] = MEANINGS[given.kind];
  if (!meanings.includes(given.meaning))
    throw new ApiError('BAD_REQUEST', [{ path: 'meaning', message: `is one of ${meanings.join(', ')}` }]);
  const added = await insertStatus(deps.database.pool, given);
  await note(deps, c, 'status_added', { status: added.id });
  return toStatus(added);
}

async function changeStatus(deps: ApiDeps, c: Context<ApiEnv>, id: string, change: z.infer<typeof statusChange>) {
  const changed = await updateStatus(deps.database.pool, id, change);
  if (changed === 'last') throw new ApiError('LAST_STATUS');
  if (!changed) throw new ApiError('NOT_FOUND');
  await note(deps, c, 'status_changed', { status: id, changed: Object.keys(change) });
  return toStatus(changed);
}
