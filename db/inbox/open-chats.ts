import type { Pool } from 'pg';

export interface OpenChat {
  id: string;
  number: number;
  clientId: string;
  pageId: string;
}

/** Open chats that have decided something, by number, after `after`. */
export async function listOpenChats(pool: Pool, after: number, limit: number): Promise<OpenChat[]> {
  const { rows } = await pool.query<OpenChat>(
    `select id, number, client_id as "clientId", page_id as "pageId" from chat
     where number > $1 and status <> 'finished' and state is not null order by number limit $2`,
    [after, limit],
  );
  return rows;
}
