import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Sql } from '#db/connection/transaction.ts';
import { readContent } from '#db/files/content.ts';
import type { FileStore } from '#platform/store/file-store.ts';
import type { Printed } from '#workflows/documents/printed.ts';

/** The picture that a document names, and none other: what holds something else is not printed. */
export async function readLogo(sql: Sql, store: FileStore, { logo }: Printed): Promise<Buffer | null> {
  if (!logo) return null;
  const { rows } = await sql.query<{ size: number }>('select size from file where id = $1', [logo.id]);
  const content = await buffer(readContent(sql, store, { id: logo.id, size: rows[0]?.size ?? 0 }));
  if (createHash('sha256').update(content).digest('hex') !== logo.sha256)
    throw new Error(`the logo ${logo.id} is not what it was`);
  return content;
}
