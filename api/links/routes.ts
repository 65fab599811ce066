import { Hono } from 'hono';
import { allow } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { newLead } from '../leads/schema.ts';
import { link, linksOf, linkTheRecord, makeLead, makeOrder, unlink } from './acts.ts';
import { operations } from './operations.ts';
import { linkPath, mainPath, orderOfChat } from './schema.ts';

/** What the client of a chat is linked to. */
export const chatLinks = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/:number/links', allow('chat_reader', deps), describe(operations.list), async (c) =>
      c.json(await linksOf(deps, c)),
    )
    .put(
      '/:number/links/:kind/:id',
      allow('chat_writer', deps),
      describe(operations.link),
      check('param', linkPath),
      async (c) => c.json(await link(deps, c, c.req.valid('param'))),
    )
    .put(
      '/:number/links/:kind/:id/main',
      allow('chat_writer', deps),
      describe(operations.choose),
      check('param', mainPath),
      async (c) => {
        const { kind, id } = c.req.valid('param');
        return c.json(await linkTheRecord(deps, c, { kind, id }, true));
      },
    )
    .delete(
      '/:number/links/:kind/:id',
      allow('chat_writer', deps),
      describe(operations.unlink),
      check('param', linkPath),
      async (c) => c.json(await unlink(deps, c, c.req.valid('param'))),
    )
    .route('/', made(deps));

/** What is made out of a chat. */
const made = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .post(
      '/:number/leads',
      allow('chat_writer', deps),
      describe(operations.makeLead),
      check('json', newLead),
      async (c) => c.json(await makeLead(deps, c, c.req.valid('json')), 201),
    )
    .post(
      '/:number/orders',
      allow('chat_writer', deps),
      describe(operations.makeOrder),
      check('json', orderOfChat),
      async (c) => c.json(await makeOrder(deps, c, c.req.valid('json')), 201),
    );
