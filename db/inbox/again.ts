import type { Pool } from 'pg';
import { isDatabaseAway } from '#db/connection/away.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import { RELAY_AT_ONCE, IN_RELAY_QUEUE } from './relay-queue.ts';

/** Clients told again in one statement. */
const LOT = 200;

/**
 * Puts inputs back into the queue which the engine took and nobody decided about: after half a minute, then at growing
 * distances up to an hour. The workflow knows what it has seen, so saying it twice does no harm; the engine may have
 * lost it. One client's rows that cannot be put back keep nobody else's. Returns how many clients are told again.
 */
export async function requeueUndecided(pool: Pool): Promise<number> {
  const failed: string[] = [];
  for (let count = 0; ;) {
    const clients = await listOverdue(pool, failed);
    if (clients.length === 0) return count;
    count += await requeueTogether(pool, clients).catch((error: unknown) => requeueAlone(pool, clients, failed, error));
    if (clients.length < LOT) return count;
  }
}

/** What is doubled so often is more than any distance; without a limit the number has no place in a float. */
const OVERDUE = `decided_at is null and relayed_at < now() -
  make_interval(secs => least(30 * 2 ^ least(greatest(attempts, 0), 7), 3600))`;

async function listOverdue(pool: Pool, but: string[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct client_id as id from chat_input where ${OVERDUE} and client_id <> all($2::uuid[]) limit $1`,
    [LOT, but],
  );
  return rows.map(({ id }) => id);
}

/** The clients' rows first, and in order, as everywhere. */
async function requeueTogether(pool: Pool, clientIds: string[]): Promise<number> {
  const { rowCount } = await pool.query(
    `with held as (
       select id from client where id = any($1::uuid[]) order by id for update
     ), overdue as (
       update chat_input set relayed_at = null, attempts = least(attempts, 1000) + 1
       where client_id in (select id from held) and ${OVERDUE} returning client_id)
     update client set ${IN_RELAY_QUEUE} where id in (select client_id from overdue)`,
    [clientIds],
  );
  return rowCount ?? 0;
}

async function requeueAlone(pool: Pool, clientIds: string[], failed: string[], error: unknown): Promise<number> {
  if (isDatabaseAway(error)) throw error;
  let count = 0;
  for (const ref of clientIds) {
    try {
      count += await requeueTogether(pool, [ref]);
    } catch (reason) {
      if (isDatabaseAway(reason)) throw reason;
      failed.push(ref);
      const detail = reason instanceof Error && 'code' in reason ? String(reason.code) : null;
      await noticeTrouble(pool, { kind: 'input_put_aside', ref, reason: 'not_put_back', detail });
    }
  }
  return count;
}

/** The engine forgot everything: what it had not decided about is told again. In lots: it may be much. */
export async function requeueAll(pool: Pool): Promise<void> {
  for (let found = LOT; found === LOT;) {
    const { rows } = await pool.query<{ clients: number }>(
      `with held as (
         select id from client where id in (
           select distinct client_id from chat_input where decided_at is null and relayed_at is not null limit $1)
             order by id for update
       ), forgotten as (
         update chat_input set relayed_at = null
         where client_id in (select id from held) and decided_at is null and relayed_at is not null
       ), due as (
         update client set ${RELAY_AT_ONCE} where id in (select id from held)
       ) select count(*)::int as clients from held`,
      [LOT],
    );
    found = rows[0]?.clients ?? 0;
  }
}
