import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { summaryOf } from '#db/contacts/summary.ts';
import { listLines, toldIn } from '#db/contacts/timeline.ts';
import { me, viewerOf } from '../../access/allow.ts';
import { allow } from '../../access/crm.ts';
import type { ApiDeps, ApiEnv } from '../../http/deps.ts';
import { check, describe } from '../../http/describe.ts';
import { known } from '../card.ts';
import { contactPath } from '../schema.ts';
import { operations } from './operations.ts';
import { cursorAfter, placeOf, timelineQuery, toLine, toSummary } from './schema.ts';

/** Everything of a contact together. */
export const contactTimeline = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/:id/summary',
      allow('signed_in', deps),
      describe(operations.summary),
      check('param', contactPath),
      async (c) =>
        c.json(toSummary(await summaryOf(deps.database.pool, (await known(deps, c.req.valid('param').id)).id))),
    )
    .get(
      '/:id/timeline',
      allow('signed_in', deps),
      describe(operations.timeline),
      check('param', contactPath),
      check('query', timelineQuery),
      async (c) => c.json(await timeline(deps, c, c.req.valid('param').id, c.req.valid('query'))),
    );

async function timeline(deps: ApiDeps, c: Context<ApiEnv>, id: string, query: z.infer<typeof timelineQuery>) {
  const { pool } = deps.database;
  const { id: contactId } = await known(deps, id);
  const viewer = viewerOf(me(c));
  const asked = { contactId, viewer, after: placeOf(query.cursor), limit: query.pageSize + 1 };
  const found = await listLines(pool, asked);
  const lines = found.slice(0, query.pageSize);
  const last = found.length > query.pageSize ? lines.at(-1) : undefined;
  const told = await toldIn(pool, lines);
  return { items: lines.map((line) => toLine(line, told)), next: last ? cursorAfter(last) : null };
}
