import type { Pool } from 'pg';
import type { OpenChat } from './open-chats.ts';

export type LateChat = Omit<OpenChat, 'id'>;

/** How late the first deadline of a chat may be before somebody looks. */
const LATE_SECONDS = 30;

/**
 * Open chats whose first deadline has passed and that did nothing about it, the latest first, without those in
 * `except`.
 */
export async function listOverdueChats(pool: Pool, except: number[], limit: number): Promise<LateChat[]> {
  const { rows } = await pool.query<LateChat>(
    `select number, client_id as "clientId", page_id as "pageId" from chat
     where status <> 'finished' and state is not null and number <> all($1::int[])
       and (deadlines -> 0 ->> 'at')::float8 < extract(epoch from now()) * 1000 - $3 * 1000
     order by (deadlines -> 0 ->> 'at')::float8, number limit $2`,
    [except, limit, LATE_SECONDS],
  );
  return rows;
}
