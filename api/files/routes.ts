import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { keepFile } from '#db/files/keep.ts';
import { readContent } from '#db/files/content.ts';
import { putObject } from '#db/files/objects.ts';
import { findFile } from '#db/files/read.ts';
import { cleanName } from '#workflows/checking/file-name.ts';
import { allow, me, viewerOf } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { note } from '../access/note.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { words } from '../http/fields.ts';
import { disposition } from './disposition.ts';
import { kindOf } from '#platform/store/kind.ts';
import { operations } from './operations.ts';
import { readBody, refuseLarger } from './receive.ts';
import { FILE, toFile, uploadHeaders } from './schema.ts';
import { streamOf } from './stream.ts';

const keptAs = z.object({ name: words.max(1_000).optional().describe('As which it is to be kept.') });

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
      (c) => download(deps, c, c.req.param('id'), c.req.valid('query').name),
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
  await note(deps, c, 'file_uploaded', { file: kept.id, size: kept.size });
  return toFile(kept, name);
}

async function download({ database, store }: ApiDeps, c: Context<ApiEnv>, id: string, called: string | undefined) {
  const isId = z.uuid().safeParse(id).success;
  const file = isId ? await findFile(database.pool, id, viewerOf(me(c)), me(c).employee.id) : null;
  // The same answer for what is not there and what is not theirs.
  if (!file) throw new ApiError('NOT_FOUND');
  const name = cleanName(called ?? file.name);
  return c.body(await streamOf(readContent(database.pool, store, file)), 200, {
    'content-type': file.mime,
    'content-length': String(file.size),
    'content-disposition': disposition(file.kind === 'image' ? 'inline' : 'attachment', name),
    // Opened by itself it is nobody's page: no script, no origin.
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-cache',
  });
}
