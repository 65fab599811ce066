import type { FileKind } from '#db/entities/file.ts';
import { ApiError } from '../errors/error.ts';

const MEGABYTE = 1_048_576;
/** Meta's (messenger-platform §3.4). */
const MOST: Record<FileKind, number> = {
  image: 8 * MEGABYTE,
  audio: 25 * MEGABYTE,
  video: 25 * MEGABYTE,
  file: 25 * MEGABYTE,
};
/** The whole body, of which never more is read than the largest file may have. */
export async function readBody({ body, headers }: Request): Promise<Buffer> {
  refuseLarger(Number(headers.get('content-length') ?? 0), 'file');
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of body ?? []) {
      size += part.length;
      refuseLarger(size, 'file');
      parts.push(part);
    }
  } catch (error) {
    // Who sent it went away in the middle of it.
    throw error instanceof ApiError ? error : new ApiError('BAD_REQUEST');
  }
  if (size === 0) throw new ApiError('EMPTY_FILE');
  return Buffer.concat(parts);
}

export function refuseLarger(size: number, kind: FileKind): void {
  if (size > MOST[kind]) throw new ApiError('FILE_TOO_LARGE', { most: MOST[kind] });
}
