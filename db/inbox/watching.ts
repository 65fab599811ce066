import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import type { OpenChat } from './open-chats.ts';

/** An open chat as the watcher needs it. */
export interface WatchedChat extends OpenChat {
  id: string;
}

const WATCHED = `c.id, c.number, c.client_id as "clientId", c.page_id as "pageId"`;

/** Open chats that have decided something, by number, after `after`: their workflows have to run. */
export async function listWatched(pool: Pool, after: number, limit: number): Promise<WatchedChat[]> {
  const { rows } = await pool.query<WatchedChat>(
    `select ${WATCHED} from chat c
     where c.number > $1 and c.status <> 'finished' and c.state is not null order by c.number limit $2`,
    [after, limit],
  );
  return rows;
}

/** Open chats of clients something of whom was accepted so long ago and is not decided. */
export async function listStuck(
  pool: Pool,
  minutes: number,
  limit: number,
): Promise<(WatchedChat & { since: Date })[]> {
  const { rows } = await pool.query<WatchedChat & { since: Date }>(
    `select ${WATCHED}, min(i.created_at) as since from chat_input i join chat c on c.id = i.chat_id
     where i.decided_at is null and i.created_at < now() - make_interval(mins => $1)
     group by c.id order by since limit $2`,
    [minutes, limit],
  );
  return rows;
}

/** The chats of these clients, where they are open. */
export async function findOpenChats(pool: Pool, clientIds: string[]): Promise<WatchedChat[]> {
  const { rows } = await pool.query<WatchedChat>(
    `select ${WATCHED} from chat c where c.client_id = any($1::uuid[]) and c.status <> 'finished'`,
    [clientIds],
  );
  return rows;
}

export async function currentEpoch(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ epoch: number }>(
    `select coalesce((select (value ->> 'number')::int from installation where name = 'epoch'), 0) as epoch`,
  );
  return rows[0]?.epoch ?? 0;
}
