import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { insertPage } from '#db/people/add-page.ts';
import { fromTo } from '#db/people/audit.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { updatePage } from '#db/people/pages.ts';
import { listPages, type PageRow } from '#db/people/read-pages.ts';
import { allow } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asWholeList, moments } from '../http/fields.ts';
import { operations } from './operations.ts';
import { reconnection, remove, removalOf, findPage } from './removal.ts';
import { newPage, pageChange, removalContent } from './schema.ts';

const path = z.object({ id: z.uuid() });

/** The connected Facebook pages. A token goes in and never comes out. */
export const pages = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('admin', deps), describe(operations.list), async (c) =>
      c.json(asWholeList((await listPages(deps.database.pool)).map(toPage))),
    )
    .post('/', allow('admin', deps), describe(operations.connect), check('json', newPage), async (c) =>
      c.json(await connect(deps, c, c.req.valid('json')), 201),
    )
    .put(
      '/:id',
      allow('admin', deps),
      describe(operations.change),
      check('param', path),
      check('json', pageChange),
      async (c) => c.json(await change(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    )
    .get('/:id/removal', allow('admin', deps), describe(operations.lookAtRemoval), check('param', path), async (c) =>
      c.json(await removalOf(deps, c.req.valid('param').id)),
    )
    .delete(
      '/:id',
      allow('admin', deps),
      describe(operations.remove),
      check('param', path),
      check('json', removalContent),
      async (c) => c.json(await remove(deps, c, c.req.valid('param').id, c.req.valid('json').name), 202),
    )
    .post('/:id/reconnection', allow('admin', deps), describe(operations.reconnect), check('param', path), async (c) =>
      c.json(await reconnection(deps, c, c.req.valid('param').id)),
    );

async function connect(deps: ApiDeps, c: Context<ApiEnv>, { accessToken, ...page }: z.infer<typeof newPage>) {
  const sealedToken = deps.keyring.seal(accessToken, tokenPlace(page.facebookId));
  const added = await insertPage(deps.database.pool, { ...page, sealedToken, checking: true });
  if (!added) throw new ApiError('ALREADY_EXISTS', [{ path: 'facebookId' }]);
  await note(deps, c, 'page_connected', { page: added.id, employeeIds: added.employeeIds });
  deps.notifier.notify('routing', 'outbox');
  return toPage(added);
}

async function change(deps: ApiDeps, c: Context<ApiEnv>, id: string, given: z.infer<typeof pageChange>) {
  const { accessToken, ...fields } = given;
  const { pool } = deps.database;
  const page = await findPage(deps, id);
  const place = tokenPlace(page.facebookId);
  const sealedToken = accessToken === undefined ? undefined : deps.keyring.seal(accessToken, place);
  const changed = await updatePage(pool, id, { ...fields, sealedToken, checking: sealedToken ? true : undefined });
  if (!changed) throw new ApiError('NOT_FOUND');
  const { before, after } = changed;
  if (!changed.changed) return toPage(after);
  const names = Object.keys(given);
  await note(deps, c, 'page_changed', {
    page: id,
    changed: names,
    ...fromTo(before, after, ['employeeIds', 'humanAgent']),
  });
  deps.notifier.notify('change', 'outbox', 'inbox', 'routing');
  return toPage(after);
}

function toPage(row: PageRow) {
  const { watched, watchedSince, isDeaf: _, ...page } = row;
  const since = moments(watchedSince);
  return {
    ...page,
    subscribedAt: moments(row.subscribedAt),
    createdAt: row.createdAt.toISOString(),
    watched: watched !== null && since !== null ? { state: watched, since } : null,
  };
}
