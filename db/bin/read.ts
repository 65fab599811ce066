import type { Pool } from 'pg';
import { CHAT_COLUMNS, CHAT_TABLES } from '#db/chats/columns.ts';
import type { ChatRow } from '#db/chats/row.ts';

/** What is in the bin, what was deleted last first. */
export async function listDeleted(
  pool: Pool,
  { pageSize, page }: { pageSize: number; page: number },
): Promise<{ rows: ChatRow[]; total: number }> {
  const [list, count] = await Promise.all([
    pool.query<ChatRow>(
      `select ${CHAT_COLUMNS} from deleted_chat b join ${CHAT_TABLES} on true where b.chat_id = c.id
       order by b.at desc, b.chat_id desc limit $1 offset $2`,
      [pageSize, (page - 1) * pageSize],
    ),
    pool.query<{ total: string }>('select count(*) as total from deleted_chat'),
  ]);
  return { rows: list.rows, total: Number(count.rows[0]?.total ?? 0) };
}
