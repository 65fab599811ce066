import { Hono } from 'hono';
import { z } from 'zod';
import { findInChat, findNearest } from '#db/search/in-chat.ts';
import { allow } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { moment } from '../http/fields.ts';
import { inTime } from '../search/too-long.ts';
import { findOperations as operations } from './find-operations.ts';

const sought = z.object({ q: z.string().max(200) });
const when = z.object({ at: moment });

/** Ways into the midst of a long conversation. */
export const finding = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/:number/found-messages',
      allow('chat_reader', deps),
      describe(operations.find),
      inLine('search'),
      check('query', sought),
      async (c) => {
        const q = c.req.valid('query').q.replaceAll('\u0000', '').trim();
        const { messages, isWhole } = await inTime(findInChat(deps.database.pool, c.get('chat').id, q));
        return c.json({ items: messages.map(({ id, at }) => ({ id, at: at.toISOString() })), isWhole });
      },
    )
    .get(
      '/:number/nearest-message',
      allow('chat_reader', deps),
      describe(operations.nearest),
      check('query', when),
      async (c) => {
        const at = new Date(c.req.valid('query').at);
        return c.json({ id: await findNearest(deps.database.pool, c.get('chat').id, at) });
      },
    );
