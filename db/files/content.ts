import type { Sql } from '#db/connection/transaction.ts';
import { NotInStore } from '#platform/store/errors.ts';
import type { ByteRange, FileStore } from '#platform/store/file-store.ts';

export interface Stored {
  id: string;
  size: number;
}

/** Read at once out of a row: what is in memory of a file that goes through. */
const SLICE = 1024 * 1024;

/** What a file holds, or a part of it, part by part: from the store, or out of its row until it is taken there. */
export async function* readContent(
  sql: Sql,
  store: FileStore,
  { id, size }: Stored,
  { start, end }: ByteRange = { start: 0, end: size - 1 },
): AsyncGenerator<Buffer> {
  let from = start;
  while (from <= end) {
    const key = await keyOf(sql, id);
    if (key !== null) return yield* (await store.get(key, { start: from, end })) as AsyncIterable<Buffer>;
    const part = await readPart(sql, id, from, Math.min(SLICE, end - from + 1));
    // Taken to the store in this moment.
    if (part === null) continue;
    if (part.length === 0) throw new NotInStore(`the file ${id} is shorter than it should be`);
    yield part;
    from += part.length;
  }
}

/** All that a row holds, part by part. */
export async function* readRow(sql: Sql, { id, size }: Stored): AsyncGenerator<Buffer> {
  for (let from = 0; from < size; from += SLICE) {
    const part = await readPart(sql, id, from, SLICE);
    if (part === null) throw new NotInStore(`what file ${id} holds is not in its row any more`);
    yield part;
  }
}

async function keyOf(sql: Sql, id: string): Promise<string | null> {
  const { rows } = await sql.query<{ key: string | null }>('select object_key as key from file where id = $1', [id]);
  if (!rows[0]) throw new NotInStore(`the file ${id} is gone`);
  return rows[0].key;
}

async function readPart(sql: Sql, id: string, from: number, length: number): Promise<Buffer | null> {
  const { rows } = await sql.query<{ part: Buffer | null }>(
    'select substring(content from $2 for $3) as part from file where id = $1',
    [id, from + 1, length],
  );
  return rows[0]?.part ?? null;
}
