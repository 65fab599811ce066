import type { Context } from 'hono';
import type { ByteRange } from '#platform/store/file-store.ts';
import type { ApiEnv } from '../http/deps.ts';
import { disposition } from './disposition.ts';
import { rangeOf } from './range.ts';
import { streamOf } from './stream.ts';

type Parts = AsyncIterable<Uint8Array>;

export interface Served {
  /** Names what it holds, which never changes. */
  tag: string;
  name: string;
  mime: string;
  size: number;
  read: (range: ByteRange) => Parts | Promise<Parts>;
}

/**
 * What a browser may show or play in place, and nothing that could run in a page (an SVG is a page). Everything else is
 * a file to be kept, and of no type that anything opens by itself.
 */
const IN_PLACE = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/aac',
  'audio/ogg',
  'audio/wav',
  'audio/webm',
  'video/mp4',
  'video/webm',
  'video/quicktime',
]);

/** A file as an answer: whole, a part of it (RFC 9110, 14), or the word that whoever asks has it already. */
export async function serve(c: Context<ApiEnv>, { tag, name, mime, size, read }: Served): Promise<Response> {
  const etag = `"${tag}"`;
  const headers = {
    etag,
    'accept-ranges': 'bytes',
    'content-type': IN_PLACE.has(mime) ? mime : 'application/octet-stream',
    'content-disposition': disposition(IN_PLACE.has(mime) ? 'inline' : 'attachment', name),
    // Opened by itself it is nobody's page: no script, no origin.
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    // Asked about each time, since the right to see it may end.
    'cache-control': 'private, no-cache',
  };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  const wanted = (c.req.header('if-range') ?? etag) === etag ? c.req.header('range') : undefined;
  const range = rangeOf(wanted, size);
  if (range === 'beyond') return c.body(null, 416, { ...headers, 'content-range': `bytes */${size}` });
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const body = await streamOf(partsOf(read({ start, end })));
  const told = { ...headers, 'content-length': String(end - start + 1) };
  if (!range) return c.body(body, 200, told);
  return c.body(body, 206, { ...told, 'content-range': `bytes ${start}-${end}/${size}` });
}

async function* partsOf(read: Parts | Promise<Parts>): AsyncGenerator<Uint8Array> {
  yield* await read;
}
