import { Hono } from 'hono';
import { allow } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ask, change, documentsOf } from './acts.ts';
import { operations } from './operations.ts';
import { outsidePath, outsideTask } from './schema.ts';

/** What is asked of the company's other CRM out of a chat. */
export const outside = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/:number/outside/documents',
      allow('chat_reader', deps),
      describe(operations.documents),
      inLine('neighbour'),
      async (c) => c.json(await documentsOf(deps, c)),
    )
    .post(
      '/:number/outside',
      allow('chat_writer', deps),
      describe(operations.ask),
      check('json', outsideTask),
      async (c) => c.json(await ask(deps, c, c.req.valid('json')), 202),
    )
    .post(
      '/:number/outside/:id/attempts',
      allow('chat_writer', deps),
      describe(operations.again),
      check('param', outsidePath),
      async (c) => c.json(await change(deps, c, c.req.valid('param').id, 'again'), 202),
    )
    .delete(
      '/:number/outside/:id',
      allow('chat_writer', deps),
      describe(operations.withdraw),
      check('param', outsidePath),
      async (c) => c.json(await change(deps, c, c.req.valid('param').id, 'withdraw')),
    );
