import type { Pool } from 'pg';
import type { FileKind } from '#db/entities/file.ts';
import type { FileFacts } from './read.ts';

export interface NewFile {
  name: string;
  mime: string;
  kind: FileKind;
  content: Buffer;
  /** Of the content, in hexadecimal. */
  sha256: string;
  authorId: string;
}

/**
 * Keeps a file; the same content from the same person is the file they sent before, under the name it has. It is as if
 * sent now: one that nothing uses goes after a day.
 */
export async function keepFile(pool: Pool, file: NewFile): Promise<FileFacts> {
  const { rows } = await pool.query<FileFacts>(
    `insert into file (name, mime, kind, size, sha256, content, author_id) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (author_id, sha256) do update set created_at = now() returning id, name, mime, kind, size`,
    [file.name, file.mime, file.kind, file.content.length, file.sha256, file.content, file.authorId],
  );
  const kept = rows[0];
  if (!kept) throw new Error('an insert returned nothing');
  return kept;
}
