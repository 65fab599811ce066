import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { findMessages } from '#db/chats/messages.ts';
import { acceptReply, retryMessage } from '#db/outbox/accept-reply.ts';
import { allow, me } from '../access/allow.ts';
import { walkMessages } from './walk.ts';
import { cursorQuery } from '../http/cursor.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asList, pageQuery, walkOf } from '../http/fields.ts';
import { messageSchema, newMessage, toMessage } from './schema.ts';

const slice = pageQuery.extend(cursorQuery.shape).extend({ order: z.enum(['asc', 'desc']).default('asc') });
const keyHeader = z.object({ 'idempotency-key': z.string().min(1).max(200).optional() });

/** What was said in a chat. */
export const messages = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/:number/messages',
      allow('chat_reader', deps),
      describe({
        tag: 'Messages',
        summary: 'Messages, oldest first',
        description:
          'Whoever wants all of them takes `next` as the `cursor` of the following page until it is null: each is told once, whatever comes meanwhile.',
        answers: { 200: walkOf(messageSchema) },
      }),
      check('query', slice),
      async (c) => {
        const query = c.req.valid('query');
        const { rows, total, next } = await walkMessages(deps.database.pool, c.get('chat').id, query);
        return c.json({ ...asList(rows.map(toMessage), total, query), next });
      },
    )
    .post(
      '/:number/messages',
      allow('chat_writer', deps),
      describe({
        tag: 'Messages',
        summary: 'Answer the client',
        description:
          'Accepted at once, also while the chat engine is away; its state tells what became of it. The same Idempotency-Key from the same person is the same message (200 instead of 201).',
        answers: { 200: messageSchema, 201: messageSchema },
        errors: ['CHAT_FINISHED', 'WINDOW_CLOSED'],
      }),
      check('header', keyHeader),
      check('json', newMessage),
      async (c) => {
        const chat = c.get('chat');
        const { text, replyTo } = c.req.valid('json');
        const accepted = await acceptReply(deps.database.pool, {
          chatId: chat.id,
          clientId: chat.clientId,
          pageId: chat.pageId,
          authorId: me(c).employee.id,
          text: text.toWellFormed(),
          key: c.req.valid('header')['idempotency-key'] ?? randomUUID(),
          replyTo: replyTo ?? null,
        });
        if (accepted.kind === 'refused') throw new ApiError(accepted.why);
        deps.notifier.notify('inbox', 'change');
        return c.json(await load(deps, accepted.id), accepted.kind === 'known' ? 200 : 201);
      },
    )
    .post(
      '/:number/messages/:id/attempts',
      allow('chat_writer', deps),
      describe({
        tag: 'Messages',
        summary: 'Send a failed or unknown message again',
        answers: { 202: messageSchema },
        errors: ['NOT_RETRYABLE'],
      }),
      check('param', z.object({ number: z.string(), id: z.uuid() })),
      async (c) => {
        const { id } = c.req.valid('param');
        const chat = c.get('chat');
        const again = await retryMessage(deps.database.pool, chat.id, chat.clientId, me(c).employee.id, id);
        if (!again) throw new ApiError('NOT_RETRYABLE');
        deps.notifier.notify('inbox', 'change');
        return c.json(await load(deps, id), 202);
      },
    );

async function load(deps: ApiDeps, id: string) {
  const [row] = await findMessages(deps.database.pool, [id]);
  if (!row) throw new ApiError('NOT_FOUND');
  return toMessage(row);
}
