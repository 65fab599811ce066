import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import { keepFile, type NewFile } from '#db/files/keep.ts';
import { putObject } from '#db/files/objects.ts';
import type { FileFacts } from '#db/files/read.ts';
import type { FileStore } from '#platform/store/file-store.ts';

type Given = Pick<NewFile, 'name' | 'mime' | 'kind' | 'authorId'> & { content: Buffer };

/** A file as somebody uploaded it. */
export async function addFile(pool: Pool, store: FileStore, { content, ...given }: Given): Promise<FileFacts> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const objectKey = await putObject(pool, store, Readable.from([content]), content.length);
  return keepFile(pool, { ...given, size: content.length, sha256, objectKey });
}
