import { Hono } from 'hono';
import { z } from 'zod';
import { findMessages } from '#db/chats/messages.ts';
import { wishReaction } from '#db/reactions/wish.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { refusedAs } from '../http/fields.ts';
import { operations } from './operations.ts';
import { toMessage } from './schema.ts';

const path = z.object({ number: z.string(), id: z.uuid() });
/** One sign; with a skin, or put together out of several, it is longer than a letter. */
const EMOJI = /^\p{RGI_Emoji}$/v;
/** Some keyboards leave the mark of a picture away. */
const isEmoji = (sign: string): boolean => EMOJI.test(sign) || EMOJI.test(`${sign}\u{FE0F}`);
const newReaction = z.object({
  emoji: z
    .string()
    .min(1)
    .max(40)
    .refine(isEmoji, refusedAs('NOT_AN_EMOJI', 'must be one emoji'))
    .nullable()
    .describe('null: none.'),
});

/** What the page puts to a message. */
export const reactions = (deps: ApiDeps) =>
  new Hono<ApiEnv>().put(
    '/:number/messages/:id/reaction',
    allow('chat_writer', deps),
    describe(operations.react),
    check('param', path),
    check('json', newReaction),
    async (c) => {
      const { id: chatId, clientId, pageId } = c.get('chat');
      const { id: messageId } = c.req.valid('param');
      const { emoji } = c.req.valid('json');
      const authorId = me(c).employee.id;
      const wished = await wishReaction(deps.database.pool, { chatId, clientId, pageId, messageId, authorId, emoji });
      if (wished !== 'wished') throw new ApiError(wished);
      deps.notifier.notify('outbox', 'change');
      const [row] = await findMessages(deps.database.pool, [messageId]);
      if (!row) throw new ApiError('NOT_FOUND');
      return c.json(toMessage(row));
    },
  );
