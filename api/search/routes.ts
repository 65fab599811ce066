import { Hono } from 'hono';
import { z } from 'zod';
import { search } from '#db/search/search.ts';
import { allow, me, viewerOf } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { operations } from './operations.ts';
import { toHit } from './schema.ts';
import { inTime } from './too-long.ts';

const MOST = 50;

const query = z.object({
  q: z.string().max(200),
  limit: z.coerce.number().int().min(1).max(MOST).default(20),
});

/** One search over all that names a chat, and all that was said in one. */
export const searches = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/',
    allow('signed_in', deps),
    describe(operations.search),
    inLine('search'),
    check('query', query),
    async (c) => {
      const { q, limit } = c.req.valid('query');
      const sought = { viewer: viewerOf(me(c)), q: q.replaceAll('\u0000', '').trim(), limit };
      const { hits, words, digits, isWhole } = await inTime(search(deps.database.pool, sought));
      const items = hits.flatMap((hit) => toHit(hit, hit.kind === 'phone' ? [digits] : words));
      return c.json({ items, isWhole });
    },
  );
