import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { keepFile } from '#db/files/keep.ts';
import { findFile, readContent } from '#db/files/read.ts';
import { audit } from '#db/people/audit.ts';
import { allow, me, viewerOf } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { kindOf } from './kind.ts';
import { cleanName } from '#workflows/checking/file-name.ts';
import { disposition } from './disposition.ts';
import { readBody, refuseLarger } from './receive.ts';
import { words } from '../http/fields.ts';
import { fileSchema, toFile, uploadHeaders } from './schema.ts';

const FILE = 'application/octet-stream';

/** Files that go out with automatic messages. */
export const files = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .post(
      '/',
      allow('admin', deps),
      describe({
        tag: 'Files',
        summary: 'Upload a file',
        description:
          'The body is the file itself, up to 25 MB, images up to 8 MB. What it is, is told by its content. The same content from the same person is the same file.',
        takes: FILE,
        answers: { 201: fileSchema },
        errors: ['FILE_TOO_LARGE', 'EMPTY_FILE'],
      }),
      inLine('upload'),
      check('header', uploadHeaders),
      async (c) => {
        if (c.req.header('content-type') !== FILE) throw new ApiError('UNSUPPORTED_MEDIA_TYPE');
        const name = cleanName(c.req.valid('header')['x-file-name'] ?? '');
        const employeeId = me(c).employee.id;
        const kept = await keep(deps, name, employeeId, await readBody(c.req.raw));
        const detail = { file: kept.id, size: kept.size };
        await audit(deps.database.pool, { kind: 'file_uploaded', employeeId, address: c.get('address'), detail });
        return c.json(toFile(kept, name), 201);
      },
    )
    .get(
      '/:id',
      allow('signed_in', deps),
      describe({
        tag: 'Files',
        summary: 'A file',
        description:
          'For who sees every page, or a chat in which it went out. Nothing but a picture is shown in place. What it is called belongs to its use: a link says the name.',
        answers: { 200: null },
        errors: ['NOT_FOUND'],
      }),
      inLine('download'),
      check('query', z.object({ name: words.max(1_000).optional().describe('As which it is to be kept.') })),
      async (c) => {
        const id = c.req.param('id');
        const isId = z.uuid().safeParse(id).success;
        const file = isId ? await findFile(deps.database.pool, id, viewerOf(me(c))) : null;
        // The same answer for what is not there and what is not theirs.
        if (!file) throw new ApiError('NOT_FOUND');
        const name = cleanName(c.req.valid('query').name ?? file.name);
        return c.body(streamOf(readContent(deps.database.pool, file)), 200, {
          'content-type': file.mime,
          'content-length': String(file.size),
          'content-disposition': disposition(file.kind === 'image' ? 'inline' : 'attachment', name),
          // Opened by itself it is nobody's page: no script, no origin.
          'content-security-policy': "sandbox; default-src 'none'",
          'cache-control': 'private, no-cache',
        });
      },
    );

async function keep(deps: ApiDeps, name: string, authorId: string, content: Buffer) {
  const { kind, mime } = await kindOf(content);
  refuseLarger(content.length, kind);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return keepFile(deps.database.pool, { name, kind, mime, content, sha256, authorId });
}

/** Part by part as they are taken, so that a slow reader holds one in memory and not the file. */
function streamOf(parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  const source: UnderlyingDefaultSource<Uint8Array> = {
    pull: async (controller) => {
      const next = await parts.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await parts.return(undefined);
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}
