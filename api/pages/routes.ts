import { Hono } from 'hono';
import { z } from 'zod';
import { audit, fromTo } from '#db/people/audit.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { findPages, listPages, type PageRow } from '#db/people/read-pages.ts';
import { insertPage, updatePage } from '#db/people/pages.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asWholeList, listOf } from '../http/fields.ts';
import { newPage, pageChange, pageSchema } from '../people/schema.ts';

/** The connected Facebook pages. A token goes in and never comes out. */
export const pages = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('admin', deps),
      describe({
        tag: 'Pages',
        summary: 'Connected pages',
        answers: { 200: listOf(pageSchema) },
      }),
      async (c) => c.json(asWholeList((await listPages(deps.database.pool, null)).map(toPage))),
    )
    .post(
      '/',
      allow('admin', deps),
      describe({
        tag: 'Pages',
        summary: 'Connect a page by its token',
        answers: { 201: pageSchema },
        errors: ['ALREADY_EXISTS'],
      }),
      check('json', newPage),
      async (c) => {
        const { accessToken, ...page } = c.req.valid('json');
        const sealedToken = deps.keyring.seal(accessToken, tokenPlace(page.facebookId));
        const added = await insertPage(deps.database.pool, { ...page, sealedToken });
        if (!added) throw new ApiError('ALREADY_EXISTS', [{ path: 'facebookId' }]);
        await audit(deps.database.pool, {
          kind: 'page_connected',
          employeeId: me(c).employee.id,
          address: c.get('address'),
          detail: { page: added.id, employeeIds: added.employeeIds },
        });
        deps.notifier.notify('routing');
        return c.json(toPage(added), 201);
      },
    )
    .put(
      '/:id',
      allow('admin', deps),
      describe({
        tag: 'Pages',
        summary: 'Change name, access or token of a page',
        description:
          'With a new token, what was held goes out in order; answers whose window closed meanwhile fail with that reason.',
        answers: { 200: pageSchema },
        errors: ['NOT_FOUND', 'NOTHING_TO_CHANGE'],
      }),
      check('param', z.object({ id: z.uuid() })),
      check('json', pageChange),
      async (c) => {
        const { accessToken, ...change } = c.req.valid('json');
        const { id } = c.req.valid('param');
        const [page] = await findPages(deps.database.pool, [id]);
        if (!page) throw new ApiError('NOT_FOUND');
        const place = tokenPlace(page.facebookId);
        const sealedToken = accessToken === undefined ? undefined : deps.keyring.seal(accessToken, place);
        const changed = await updatePage(deps.database.pool, id, { ...change, sealedToken });
        if (!changed) throw new ApiError('NOT_FOUND');
        const { before, after } = changed;
        if (!changed.changed) return c.json(toPage(after));
        await audit(deps.database.pool, {
          kind: 'page_changed',
          employeeId: me(c).employee.id,
          address: c.get('address'),
          detail: { page: id, changed: Object.keys(c.req.valid('json')), ...fromTo(before, after, ['employeeIds']) },
        });
        deps.notifier.notify('change', 'outbox', 'inbox', 'routing');
        return c.json(toPage(after));
      },
    );

function toPage(row: PageRow) {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
