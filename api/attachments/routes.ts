import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { findMessages } from '#db/chats/messages.ts';
import { type AttachmentFacts, findAttachment } from '#db/files/attachments.ts';
import { fetchAgain } from '#db/files/fetching.ts';
import { NotInStore } from '#platform/store/errors.ts';
import { cleanName } from '#workflows/checking/file-name.ts';
import { allow, may, me, viewerOf } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { ApiError } from '../errors/error.ts';
import { serve } from '../files/serve.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { toMessage } from '../messages/schema.ts';
import { operations } from './operations.ts';

/** What came with messages: pictures, sounds, videos, files. */
export const attachments = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/:id', allow('signed_in', deps), describe(operations.original), inLine('download'), async (c) =>
      original(deps, c, await found(deps, c, c.req.param('id'))),
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

async function found({ database }: ApiDeps, c: Context<ApiEnv>, id: string): Promise<AttachmentFacts> {
  const signed = me(c);
  const isId = z.uuid().safeParse(id).success;
  const facts = isId
    ? await findAttachment(database.pool, id, viewerOf(signed), may(signed, 'arrange', 'every'))
    : null;
  // The same answer for what is not there and what is not theirs.
  if (!facts) throw new ApiError('NOT_FOUND');
  return facts;
}

function original({ store }: ApiDeps, c: Context<ApiEnv>, facts: AttachmentFacts): Promise<Response> {
  const { id: tag, name, kind, mime, size, objectKey } = facts;
  return orMissing(
    serve(c, {
      tag,
      name: cleanName(name ?? kind ?? 'file'),
      mime,
      size,
      read: (range) => store.get(objectKey, range),
    }),
  );
}

async function preview(deps: ApiDeps, c: Context<ApiEnv>, facts: AttachmentFacts): Promise<Response> {
  const { id, previewKey, previewSize } = facts;
  if (previewKey === null) return original(deps, c, facts);
  const read = { read: (range: { start: number; end: number }) => deps.store.get(previewKey, range) };
  return orMissing(
    serve(c, { tag: `${id}-preview`, name: 'preview.webp', mime: 'image/webp', size: previewSize, ...read }),
  );
}

/** Somebody took it out of the store by hand. */
function orMissing(served: Promise<Response>): Promise<Response> {
  return served.catch((error: unknown) => {
    throw error instanceof NotInStore ? new ApiError('NOT_FOUND') : error;
  });
}

async function askAgain(deps: ApiDeps, c: Context<ApiEnv>, messageId: string, id: string) {
  const { pool } = deps.database;
  if (!(await fetchAgain(pool, c.get('chat').id, messageId, id))) throw new ApiError('NOT_FETCHABLE');
  deps.notifier.notify('attachment', 'change');
  const [row] = await findMessages(pool, [messageId]);
  if (!row) throw new ApiError('NOT_FOUND');
  return toMessage(row);
}
