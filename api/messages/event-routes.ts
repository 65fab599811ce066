import { Hono } from 'hono';
import { z } from 'zod';
import { findMessageNames, findRawEvents, type MessageNames } from '#db/inbound/raw-events.ts';
import { allow } from '../access/allow.ts';
import { note } from '../access/note.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { eventKey } from '../webhooks/keys.ts';
import { operations } from './operations.ts';
import { withoutSecrets } from './without-secrets.ts';

const path = z.object({ number: z.string(), id: z.uuid() });

/** What Meta delivered of a message, for whoever has to understand it. */
export const messageEvents = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/:number/messages/:id/events',
    allow('chat_admin', deps),
    describe(operations.events),
    check('param', path),
    async (c) => {
      const { id } = c.req.valid('param');
      const { id: chatId, number } = c.get('chat');
      const names = await findMessageNames(deps.database.pool, chatId, id);
      if (!names) throw new ApiError('NOT_FOUND');
      const found = await findRawEvents(deps.database.pool, names.pageFacebookId, keysOf(names));
      await note(deps, c, 'event_read', { chat: number, message: id });
      return c.json({
        items: found.map(({ receivedAt, raw }) => ({
          receivedAt: receivedAt.toISOString(),
          event: withoutSecrets(raw),
        })),
      });
    },
  );

/** A message without a name of Meta's is known by its event's own key. */
function keysOf({ pageFacebookId, direction, mid, key }: MessageNames): string[] {
  const page = { pageFacebookId };
  const [, callId] = /^call:(.+)$/.exec(key ?? '') ?? [];
  if (callId) return ['connect', 'terminate'].map((step) => eventKey(page, 'call', `${callId}:${step}`));
  if (mid === null) return key === null ? [] : [key];
  return direction === 'out' ? [eventKey(page, 'echo', mid)] : [eventKey(page, 'mid', mid), ...(key ? [key] : [])];
}
