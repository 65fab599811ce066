import type { Readable } from 'node:stream';
import type { Sql } from '#db/connection/transaction.ts';
import type { FileStore } from '#platform/store/file-store.ts';

/** What a statement may do that gives an object to a row: `claimed` is it, unless it is being removed. */
export const CLAIMED = 'select key from loose_object where key = $1 and not going for update';

/** Puts an object into the store that is nobody's yet: it goes after an hour, unless a row names it by then. */
export async function putObject(sql: Sql, store: FileStore, content: Readable, size: number): Promise<string> {
  const key = await noteObject(sql);
  await store.put(key, content, size);
  return key;
}

/** The key of an object that is about to be put. */
async function noteObject(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ key: string }>(
    `insert into loose_object (key, due_at)
     select left(id, 2) || '/' || id, now() + interval '1 hour' from (select gen_random_uuid()::text as id) made
     returning key`,
  );
  const [noted] = rows;
  if (!noted) throw new Error('an insert returned nothing');
  return noted.key;
}

/** A lot of those that are due. From now on nobody can have them; whoever is killed in it is followed by another. */
export async function takeLoose(sql: Sql, lot: number): Promise<string[]> {
  const { rows } = await sql.query<{ key: string }>(
    `update loose_object set going = true, due_at = now() + interval '10 minutes' where key = any(array(
       select key from loose_object where due_at <= now() order by due_at limit $1 for update skip locked))
     returning key`,
    [lot],
  );
  return rows.map(({ key }) => key);
}

/** They are not in the store any more. */
export async function forgetLoose(sql: Sql, keys: string[]): Promise<void> {
  await sql.query('delete from loose_object where key = any($1::text[]) and going', [keys]);
}
