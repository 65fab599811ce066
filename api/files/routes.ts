import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { keepFile } from '#db/files/keep.ts';
import { putObject } from '#db/files/objects.ts';
import { cleanName } from '#workflows/checking/file-name.ts';
import { allow, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { note } from '../access/note.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { type Kept, original, preview, sentFile } from './kept.ts';
import { kindOf } from '#platform/store/kind.ts';
import { operations } from './operations.ts';
import { readBody, refuseLarger } from './receive.ts';
import { FILE, keptAs, toFile, uploadHeaders } from './schema.ts';

/** Files that go out: with a person's answers, and with automatic messages. */
export const files = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .post(
      '/',
      allow('writer', deps),
      describe(operations.upload),
      inLine('upload'),
      check('header', uploadHeaders),
      async (c) => c.json(await upload(deps, c, c.req.valid('header')['x-file-name'] ?? ''), 201),
    )
    .get(
      '/:id',
      allow('signed_in', deps),
      describe(operations.download),
      inLine('download'),
      check('query', keptAs),
      async (c) => original(c, await found(deps, c, c.req.param('id')), c.req.valid('query').name),
    )
    .get('/:id/preview', allow('signed_in', deps), describe(operations.preview), inLine('download'), async (c) =>
      preview(deps, c, await found(deps, c, c.req.param('id'))),
    );

async function upload(deps: ApiDeps, c: Context<ApiEnv>, called: string) {
  if (c.req.header('content-type') !== FILE) throw new ApiError('UNSUPPORTED_MEDIA_TYPE');
  const name = cleanName(called);
  const content = await readBody(c.req.raw);
  const { kind, mime } = await kindOf(content);
  refuseLarger(content.length, kind);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const authorId = me(c).employee.id;
  const { pool } = deps.database;
  const size = content.length;
  const objectKey = await putObject(pool, deps.store, Readable.from([content]), size);
  const kept = await keepFile(pool, { name, kind, mime, size, objectKey, sha256, authorId });
  deps.notifier.notify('file');
  await note(deps, c, 'file_uploaded', { file: kept.id, size: kept.size });
  return toFile(kept, name);
}

async function found(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<Kept> {
  const file = await sentFile(deps, c, id);
  // The same answer for what is not there and what is not theirs.
  if (!file) throw new ApiError('NOT_FOUND');
  return file;
}
