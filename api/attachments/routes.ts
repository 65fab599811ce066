import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { findMessages } from '#db/chats/messages.ts';
import { findAttachment } from '#db/files/attachments.ts';
import { fetchAgain } from '#db/files/fetching.ts';
import { allow, may, me, viewerOf } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { ApiError } from '../errors/error.ts';
import { type Kept, original, preview, sentFile } from '../files/kept.ts';
import { keptAs } from '../files/schema.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { toMessage } from '../messages/schema.ts';
import { operations } from './operations.ts';

/** What stands in messages: pictures, sounds, videos, files. */
export const attachments = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/:id',
      allow('signed_in', deps),
      describe(operations.original),
      inLine('download'),
      check('query', keptAs),
      async (c) => original(c, await found(deps, c, c.req.param('id')), c.req.valid('query').name),
    )
    .get('/:id/preview', allow('signed_in', deps), describe(operations.preview), inLine('download'), async (c) =>
      preview(deps, c, await found(deps, c, c.req.param('id'))),
    );

const path = z.object({ number: z.string(), id: z.uuid(), attachment: z.uuid() });

/** Of a chat. */
export const attachmentsOf = (deps: ApiDeps) =>
  new Hono<ApiEnv>().post(
    '/:number/messages/:id/attachments/:attachment/fetch',
    allow('chat_writer', deps),
    describe(operations.fetchAgain),
    check('param', path),
    async (c) => {
      const { id, attachment } = c.req.valid('param');
      return c.json(await askAgain(deps, c, id, attachment), 202);
    },
  );

async function found(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<Kept> {
  const kept = (await cameFile(deps, c, id)) ?? (await sentFile(deps, c, id));
  // The same answer for what is not there and what is not theirs.
  if (!kept) throw new ApiError('NOT_FOUND');
  return kept;
}

async function cameFile({ database, store }: ApiDeps, c: Context<ApiEnv>, id: string): Promise<Kept | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const signed = me(c);
  const file = await findAttachment(database.pool, id, viewerOf(signed), may(signed, 'arrange', 'every'));
  if (!file) return null;
  const { name, kind, objectKey, ...facts } = file;
  return { ...facts, tag: id, name: name ?? kind ?? 'file', read: (range) => store.get(objectKey, range) };
}

async function askAgain(deps: ApiDeps, c: Context<ApiEnv>, messageId: string, id: string) {
  const { pool } = deps.database;
  if (!(await fetchAgain(pool, c.get('chat').id, messageId, id))) throw new ApiError('NOT_FETCHABLE');
  deps.notifier.notify('attachment', 'change');
  const [row] = await findMessages(pool, [messageId]);
  if (!row) throw new ApiError('NOT_FOUND');
  return toMessage(row);
}
