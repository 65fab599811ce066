import type { Pool } from 'pg';
import { readContent } from '#db/files/content.ts';
import type { FileFacts } from '#db/files/read.ts';
import type { FileStore } from '#platform/store/file-store.ts';

export type FileCache = (file: FileFacts) => Promise<Blob>;

/** Of at most 25 MB each. */
const MOST = 3;

/**
 * Files on their way out, those last asked for: at night a hundred clients get the same one at once, and it is read and
 * held for all of them together. What a file holds never changes.
 */
export function createFileCache(pool: Pool, store: FileStore): FileCache {
  const held = new Map<string, Promise<Blob>>();
  return (file) => {
    const content = held.get(file.id) ?? load(pool, store, file);
    held.delete(file.id);
    held.set(file.id, content);
    content.catch(() => held.delete(file.id));
    const [oldest] = held.keys();
    if (held.size > MOST && oldest) held.delete(oldest);
    return content;
  };
}

async function load(pool: Pool, store: FileStore, file: FileFacts): Promise<Blob> {
  const parts: Buffer<ArrayBuffer>[] = [];
  for await (const part of readContent(pool, store, file)) parts.push(Buffer.from(part));
  return new Blob(parts, { type: file.mime });
}
