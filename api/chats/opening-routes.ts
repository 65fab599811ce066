import { Hono } from 'hono';
import { z } from 'zod';
import { listSiblings } from '#db/chats/siblings.ts';
import { allow } from '../access/allow.ts';
import { check, describe } from '../http/describe.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { asList, pageQuery } from '../http/fields.ts';
import { toMessage } from '../messages/schema.ts';
import { walkMessages, walkTimeline } from '../messages/walk.ts';
import { toEntry } from './entry-schema.ts';
import { operations } from './operations.ts';
import { toSibling } from './schema.ts';

const query = z.object({ messages: pageQuery.shape.pageSize });
/** As much as nearly every chat has. */
const ENTRIES = { page: 1, pageSize: 100 };
const EARLIER = { page: 1, pageSize: 10 };

/** What a chat is opened with. */
export const opening = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/:number/opening',
    allow('chat_reader', deps),
    describe(operations.open),
    check('query', query),
    async (c) => {
      const { pool } = deps.database;
      const chat = c.get('chat');
      const last = { page: 1, pageSize: c.req.valid('query').messages, order: 'desc' as const };
      const [messages, timeline, earlier] = await Promise.all([
        walkMessages(pool, chat.id, last),
        walkTimeline(pool, chat.id, ENTRIES),
        listSiblings(pool, chat, { side: 'earlier', limit: EARLIER.pageSize, offset: 0 }),
      ]);
      return c.json({
        messages: { ...asList(messages.rows.map(toMessage), messages.total, last), next: messages.next },
        timeline: { ...asList(timeline.rows.map(toEntry), timeline.total, ENTRIES), next: timeline.next },
        earlier: asList(earlier.rows.map(toSibling), earlier.total, EARLIER),
      });
    },
  );
