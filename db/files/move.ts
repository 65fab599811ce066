import { Readable } from 'node:stream';
import type { Sql } from '#db/connection/transaction.ts';
import type { FileStore } from '#platform/store/file-store.ts';
import { CLAIMED, putObject } from './objects.ts';
import { readRow, type Stored } from './content.ts';

/** Takes the content of one file out of the database, if any stands there; answers whether one did. */
export async function moveNext(sql: Sql, store: FileStore): Promise<boolean> {
  const file = await nextUnmoved(sql);
  if (!file) return false;
  const key = await putObject(sql, store, Readable.from(readRow(sql, file)), file.size);
  await setMoved(sql, key, file.id);
  return true;
}

async function nextUnmoved(sql: Sql): Promise<Stored | null> {
  const { rows } = await sql.query<Stored>('select id, size from file where object_key is null limit 1');
  return rows[0] ?? null;
}

/** From now on it stands in the store; unless somebody else took it there. */
async function setMoved(sql: Sql, key: string, id: string): Promise<void> {
  await sql.query(
    `with claimed as (${CLAIMED}), moved as (
       update file set object_key = claimed.key, content = null from claimed
       where file.id = $2 and file.object_key is null returning claimed.key
     )
     delete from loose_object using moved where loose_object.key = moved.key`,
    [key, id],
  );
}
