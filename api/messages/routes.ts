import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { findMessages } from '#db/chats/messages.ts';
import { acceptReply } from '#db/outbox/accept-reply.ts';
import type { Crossing } from '#db/outbox/crossing.ts';
import { retryMessage } from '#db/outbox/retry.ts';
import { allow, me } from '../access/allow.ts';
import { cursorQuery } from '../http/cursor.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asList, pageQuery } from '../http/fields.ts';
import { operations } from './operations.ts';
import { newMessage, toMessage } from './schema.ts';
import { walkMessages } from './walk.ts';

const slice = pageQuery.extend(cursorQuery.shape).extend({
  order: z.enum(['asc', 'desc']).default('asc'),
  from: z
    .union([z.uuid(), z.literal('unread')])
    .optional()
    .describe('Begins with this message, in the order asked for; unread: with the first one that was not seen.'),
});
const keyHeader = z.object({ 'idempotency-key': z.string().min(1).max(200).optional() });
const path = z.object({ number: z.string(), id: z.uuid() });

/** What was said in a chat. */
export const messages = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/:number/messages',
      allow('chat_reader', deps),
      describe(operations.list),
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
      describe(operations.reply),
      check('header', keyHeader),
      check('json', newMessage),
      async (c) => {
        const { ids, isNew } = await reply(deps, c, c.req.valid('json'), c.req.valid('header')['idempotency-key']);
        return c.json(await loadAnswer(deps, ids), isNew ? 201 : 200);
      },
    )
    .post(
      '/:number/messages/:id/attempts',
      allow('chat_writer', deps),
      describe(operations.retry),
      check('param', path),
      async (c) => {
        const { id } = c.req.valid('param');
        await retry(deps, c, id);
        return c.json(await load(deps, id), 202);
      },
    );

async function reply(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  { text = '', fileIds, replyTo, seen, readyReplyIds }: z.infer<typeof newMessage>,
  key: string = randomUUID(),
): Promise<{ ids: string[]; isNew: boolean }> {
  const { id: chatId, clientId, pageId } = c.get('chat');
  const accepted = await acceptReply(deps.database.pool, {
    chatId,
    clientId,
    pageId,
    authorId: me(c).employee.id,
    text: text.toWellFormed(),
    fileIds: fileIds?.map((id) => id.toLowerCase()),
    key,
    replyTo: replyTo ?? null,
    seen,
    readyReplyIds,
  });
  if (accepted.kind === 'refused') throw new ApiError(accepted.why);
  if (accepted.kind === 'unknown_files') throw new ApiError('UNKNOWN_FILE', { fileIds: accepted.ids });
  if (accepted.kind === 'crossed') throw crossed(accepted.crossing);
  deps.notifier.notify('inbox', 'change');
  return { ids: accepted.ids, isNew: accepted.kind !== 'known' };
}

/** Nothing was sent. Whoever sends all the same names `message` as what they have seen. */
function crossed({ message, at, by }: Crossing): ApiError {
  return new ApiError('ANSWERED_MEANWHILE', { message, at: at.toISOString(), by });
}

async function retry(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<void> {
  const chat = c.get('chat');
  const again = await retryMessage(deps.database.pool, chat.id, chat.clientId, me(c).employee.id, id);
  if (!again) throw new ApiError('NOT_RETRYABLE');
  deps.notifier.notify('inbox', 'change');
}

async function loadAnswer(deps: ApiDeps, ids: string[]) {
  const rows = await findMessages(deps.database.pool, ids);
  const [first, ...parts] = rows.toSorted((a, b) => a.seq - b.seq).map(toMessage);
  if (!first) throw new ApiError('NOT_FOUND');
  return { ...first, parts };
}

async function load(deps: ApiDeps, id: string) {
  const [row] = await findMessages(deps.database.pool, [id]);
  if (!row) throw new ApiError('NOT_FOUND');
  return toMessage(row);
}
