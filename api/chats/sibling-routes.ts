import { Hono } from 'hono';
import { z } from 'zod';
import { listSiblings } from '#db/chats/siblings.ts';
import { allow } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asList, pageQuery } from '../http/fields.ts';
import { operations } from './operations.ts';
import { toSibling } from './schema.ts';

const siblingQuery = pageQuery.extend({ side: z.enum(['earlier', 'later']).default('earlier') });

/** What else the client of a chat wrote about. */
export const siblings = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/:number/siblings',
    allow('chat_reader', deps),
    describe(operations.listSiblings),
    check('query', siblingQuery),
    async (c) => {
      const query = c.req.valid('query');
      const { page, pageSize, side } = query;
      const slice = { side, limit: pageSize, offset: (page - 1) * pageSize };
      const { rows, total } = await listSiblings(deps.database.pool, c.get('chat'), slice);
      return c.json(asList(rows.map(toSibling), total, query));
    },
  );
