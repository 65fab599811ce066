import type { Pool } from 'pg';
import type { Carried } from '#workflows/chat/vocabulary.ts';

export interface OpenChat {
  number: number;
  clientId: string;
  pageId: string;
  state: Carried;
}

/** Open chats that have decided something, by number, after `after`. */
export async function listOpenChats(pool: Pool, after: number, limit: number): Promise<OpenChat[]> {
  const { rows } = await pool.query<OpenChat>(
    `select number, client_id as "clientId", page_id as "pageId", state from chat
     where number > $1 and status <> 'finished' and state is not null order by number limit $2`,
    [after, limit],
  );
  return rows;
}
