import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { listContacts } from '#db/contacts/listing/list.ts';
import { listSegments } from '#db/contacts/read.ts';
import { listManagers } from '#db/people/colleagues.ts';
import { allow, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { writeCursor } from '../http/cursor.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asList, asWholeList } from '../http/fields.ts';
import { addContact, changeContact, deleteContact, readCard, readChats, readHistory } from './card.ts';
import { contactFilter, toContactPage } from './filter.ts';
import { operations } from './operations.ts';
import { contactChange, newContact } from './given.ts';
import { contactPath, toContact } from './schema.ts';

/** The people the company knows. Two may share a phone: it is said, not forbidden. */
export const contacts = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('signed_in', deps),
      describe(operations.list),
      inLine('list'),
      check('query', contactFilter),
      async (c) => c.json(await list(deps, c, c.req.valid('query'))),
    )
    .post('/', allow('writer', deps), describe(operations.add), check('json', newContact), async (c) =>
      c.json(await addContact(deps, c, c.req.valid('json')), 201),
    )
    .get('/managers', allow('signed_in', deps), describe(operations.listManagers), async (c) =>
      c.json(asWholeList(await listManagers(deps.database.pool))),
    )
    .get('/segments', allow('signed_in', deps), describe(operations.listSegments), async (c) =>
      c.json(asWholeList(await listSegments(deps.database.pool))),
    )
    .get('/:id', allow('signed_in', deps), describe(operations.one), check('param', contactPath), async (c) =>
      c.json(await readCard(deps, c.req.valid('param').id)),
    )
    .get('/:id/chats', allow('signed_in', deps), describe(operations.chats), check('param', contactPath), async (c) =>
      c.json(asWholeList(await readChats(deps, c, c.req.valid('param').id))),
    )
    .get(
      '/:id/history',
      allow('signed_in', deps),
      describe(operations.history),
      check('param', contactPath),
      async (c) => c.json(asWholeList(await readHistory(deps, c.req.valid('param').id))),
    )
    .put(
      '/:id',
      allow('writer', deps),
      describe(operations.change),
      check('param', contactPath),
      check('json', contactChange),
      async (c) => c.json(await changeContact(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    );

/** What is no more. */
export const contactRemoval = (deps: ApiDeps) =>
  new Hono<ApiEnv>().delete(
    '/:id',
    allow('admin', deps),
    describe(operations.remove),
    check('param', contactPath),
    async (c) => {
      await deleteContact(deps, c, c.req.valid('param').id);
      return c.body(null, 204);
    },
  );

async function list(deps: ApiDeps, c: Context<ApiEnv>, query: z.infer<typeof contactFilter>) {
  const found = await listContacts(deps.database.pool, toContactPage(query, me(c).employee.id));
  const rows = found.rows.slice(0, query.pageSize);
  const last = found.rows.length > query.pageSize ? rows.at(-1) : undefined;
  const next = last ? writeCursor({ last: { key: last.key, id: last.id } }) : null;
  const { count, isExact } = found.total;
  return { ...asList(rows.map(toContact), count, query), totalIsExact: isExact, next };
}
