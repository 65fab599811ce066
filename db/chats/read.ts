import type { Pool } from 'pg';
import { CHAT_COLUMNS, CHAT_TABLES } from './columns.ts';
import type { ChatPlace, ChatRow, Person } from './row.ts';
import { type Viewer, visibleTo } from './viewer.ts';

/** The chat with that number, whoever asks. */
export async function findChat(pool: Pool, number: number): Promise<ChatRow | null> {
  const { rows } = await pool.query<ChatRow>({
    name: 'find-chat',
    text: `select ${CHAT_COLUMNS} from ${CHAT_TABLES} where c.number = $1`,
    values: [number],
  });
  return rows[0] ?? null;
}

/** In the bin only who arranges sees a chat. */
export type FoundPlace = ChatPlace & { deleted: boolean };

/** Where it is, if the viewer may see it: what most requests about a chat ask for, before all else. */
export async function findChatPlace(pool: Pool, number: number, viewer: Viewer): Promise<FoundPlace | null> {
  const { rows } = await pool.query<FoundPlace>({
    name: 'find-chat-place',
    text: `select c.id, c.number, c.client_id as "clientId", c.page_id as "pageId", c.led is null as deleted from chat c
      where c.number = $1 and ${visibleTo(2)}`,
    values: [number, viewer?.employeeId ?? null],
  });
  return rows[0] ?? null;
}

export async function findChatsById(pool: Pool, ids: string[]): Promise<ChatRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<ChatRow>({
    name: 'find-chats',
    text: `select ${CHAT_COLUMNS} from ${CHAT_TABLES} where c.id = any($1::uuid[])`,
    values: [ids],
  });
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
