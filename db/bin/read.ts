import type { Pool } from 'pg';
import { CHAT_COLUMNS, CHAT_TABLES } from '#db/chats/columns.ts';
import type { ChatRow } from '#db/chats/row.ts';

/** More than these that words name are not told of. */
export const NAMED_MAX = 10_000;

/** What is in the bin, or what of it is among `ids`; what was deleted last first. */
export async function listDeleted(
  pool: Pool,
  { pageSize, page, ids }: { pageSize: number; page: number; ids: string[] | null },
): Promise<{ rows: ChatRow[]; total: number }> {
  const [list, count] = await Promise.all([
    pool.query<ChatRow>(
      `select ${CHAT_COLUMNS} from deleted_chat b join ${CHAT_TABLES} on true
       where b.chat_id = c.id and ($3::uuid[] is null or b.chat_id = any($3))
       order by b.at desc, b.chat_id desc limit $1 offset $2`,
      [pageSize, (page - 1) * pageSize, ids],
    ),
    pool.query<{ total: string }>(
      'select count(*) as total from deleted_chat where $1::uuid[] is null or chat_id = any($1)',
      [ids],
    ),
  ]);
  return { rows: list.rows, total: Number(count.rows[0]?.total ?? 0) };
}

/** Numbers of the deleted chats, or of those among `ids`; so many at most, in the order of their numbers. */
export async function listDeletedNumbers(pool: Pool, ids: string[] | null, most: number): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>(
    `select c.number from deleted_chat b join chat c on c.id = b.chat_id
     where $1::uuid[] is null or b.chat_id = any($1) order by c.number limit $2`,
    [ids, most],
  );
  return rows.map(({ number }) => number);
}
