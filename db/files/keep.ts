import type { Pool } from 'pg';
import type { FileKind } from '#db/entities/file.ts';
import { CLAIMED } from './objects.ts';
import type { FileFacts } from './read.ts';

export interface NewFile {
  name: string;
  mime: string;
  kind: FileKind;
  size: number;
  /** What it holds, as `putObject` put it. */
  objectKey: string;
  /** Of the content, in hexadecimal. */
  sha256: string;
  authorId: string;
}

/**
 * Keeps a file; the same content from the same person is the file they sent before, called as it is called now: what it
 * went out in keeps its own name. It is as if sent now: one that nothing uses goes after a day.
 */
export async function keepFile(pool: Pool, file: NewFile): Promise<FileFacts> {
  const { rows } = await pool.query<FileFacts>(
    `with claimed as (${CLAIMED}), kept as (
       insert into file (object_key, name, mime, kind, size, sha256, author_id)
       select key, $2, $3, $4, $5::int, $6, $7 from claimed
       on conflict (author_id, sha256) do update
         set created_at = now(), name = excluded.name, object_key = excluded.object_key, content = null
       returning id, name, mime, kind, size
     ), settled as (delete from loose_object using kept where key = $1)
     select id, name, mime, kind, size from kept`,
    [file.objectKey, file.name, file.mime, file.kind, file.size, file.sha256, file.authorId],
  );
  const kept = rows[0];
  if (!kept) throw new Error('the object of a file was given up before the file was kept');
  return kept;
}
