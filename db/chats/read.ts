import type { Pool } from 'pg';
import { CHAT_COLUMNS, CHAT_TABLES } from './columns.ts';
import type { ChatRow, Person } from './row.ts';
import { type Viewer, visibleTo } from './viewer.ts';

/** The chat with that number, if the viewer may see it. */
export async function findChat(pool: Pool, number: number, viewer: Viewer): Promise<ChatRow | null> {
  const { rows } = await pool.query<ChatRow>(
    `select ${CHAT_COLUMNS} from ${CHAT_TABLES} where c.number = $1 and ${visibleTo(2)}`,
    [number, viewer?.employeeId ?? null],
  );
  return rows[0] ?? null;
}

export async function findChatsById(pool: Pool, ids: string[]): Promise<ChatRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<ChatRow>(
    `select ${CHAT_COLUMNS} from ${CHAT_TABLES} where c.id = any($1::uuid[])`,
    [ids],
  );
  return rows;
}

/** Who finished the chat; null where nobody did, or no employee. */
export async function findFinisher(pool: Pool, chatId: string): Promise<Person | null> {
  const { rows } = await pool.query<Person>(
    'select e.id, e.name from chat c join employee e on e.id = c.finished_by_id where c.id = $1',
    [chatId],
  );
  return rows[0] ?? null;
}
