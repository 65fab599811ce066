import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { ExportRow } from '#db/exports/read.ts';
import { exportFile } from '#platform/export-files.ts';
import { ApiError } from '../errors/error.ts';
import { disposition } from '../files/disposition.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';

/** The whole file of an export that whoever asks may have. */
export async function download({ dataDir }: ApiDeps, c: Context<ApiEnv>, row: ExportRow) {
  const { id, format, state } = row;
  if (state === 'waiting' || state === 'running') throw new ApiError('EXPORT_NOT_READY');
  const path = exportFile(dataDir, id, format);
  const facts = state === 'done' ? await stat(path).catch(() => null) : null;
  if (!facts) throw new ApiError('NOT_FOUND');
  return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, 200, {
    'content-type': TYPES[format],
    'content-length': String(facts.size),
    'cache-control': 'private, no-store',
    ...(format === 'print' ? PRINTED : { 'content-security-policy': "sandbox; default-src 'none'" }),
    'content-disposition': disposition(format === 'print' ? 'inline' : 'attachment', nameOf(row)),
  });
}

const TYPES: Record<ExportRow['format'], string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  print: 'text/html; charset=utf-8',
};

/** A page that the desk shows inside of itself to have it printed: it may look as the desk says, and nothing else. */
const PRINTED = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'x-frame-options': 'SAMEORIGIN',
};

function nameOf({ format, createdAt, kind, chatNumber }: ExportRow): string {
  const what = kind === 'transcript' ? `chat-${chatNumber}` : kind;
  return `${what}-${createdAt.toISOString().slice(0, 10)}.${format === 'print' ? 'html' : format}`;
}
