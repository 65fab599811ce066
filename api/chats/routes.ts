import { type Context, Hono } from 'hono';
import { markSeen, markUnseen } from '#db/chats/seen.ts';
import { allow, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { walkTimeline } from '../messages/walk.ts';
import { cursorQuery } from '../http/cursor.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asList, asWholeList, pageQuery } from '../http/fields.ts';
import { toEntry } from './entry-schema.ts';
import { chatFilter, toFilter } from './filter.ts';
import { colleaguesFor } from './colleagues.ts';
import { withHits } from './found.ts';
import { operations } from './operations.ts';
import { toChat } from './schema.ts';
import { walkChats } from './walk.ts';
import { wholeChat } from './whole.ts';
import { inTime } from '../search/too-long.ts';

const walkQuery = pageQuery.extend(cursorQuery.shape);

/** The chats a person may see, and what they ask of one. */
export const chats = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('signed_in', deps),
      describe(operations.list),
      inLine('list'),
      check('query', chatFilter),
      async (c) => {
        const query = c.req.valid('query');
        const filter = toFilter(query, me(c));
        const { rows, total, words, next } = await inTime(walkChats(deps.database.pool, filter, query));
        const items = await withHits(deps.database.pool, rows, words);
        return c.json({ ...asList(items, total.count, query), totalIsExact: total.isExact, next });
      },
    )
    .get('/:number', allow('chat_reader', deps), describe(operations.one), (c) => one(deps, c))
    .put('/:number/seen', allow('chat_writer', deps), describe(operations.see), async (c) => {
      if (await markSeen(deps.database.pool, c.get('chat').id, me(c).employee.id)) deps.notifier.notify('change');
      return c.body(null, 204);
    })
    .delete('/:number/seen', allow('chat_writer', deps), describe(operations.unsee), async (c) => {
      if (await markUnseen(deps.database.pool, c.get('chat').id, me(c).employee.id)) deps.notifier.notify('change');
      return c.body(null, 204);
    })
    .get('/:number/colleagues', allow('chat_reader', deps), describe(operations.listColleagues), async (c) =>
      c.json(asWholeList(await colleaguesFor(deps, c.get('chat')))),
    )
    .get(
      '/:number/timeline',
      allow('chat_reader', deps),
      describe(operations.readTimeline),
      check('query', walkQuery),
      async (c) => {
        const query = c.req.valid('query');
        const { rows, total, next } = await walkTimeline(deps.database.pool, c.get('chat').id, query);
        return c.json({ ...asList(rows.map(toEntry), total, query), next });
      },
    );

async function one(deps: ApiDeps, c: Context<ApiEnv>) {
  return c.json(toChat(await wholeChat(deps, c.get('chat'))));
}
