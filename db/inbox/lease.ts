import type { Pool } from 'pg';

/** A client whose inputs this process relays for a while. */
export interface Lease {
  clientId: string;
  pageId: string;
  /** How far the queue had grown when the lease was taken. */
  rev: number;
  failures: number;
  /** A person's answer is among what it waits to be told. */
  urgent: boolean;
}

/**
 * How long one relay may hold a client: beyond the deadline of one call to the engine, and short, because the clients
 * of a relay that was killed wait for it. A second holder does no harm: the workflow knows what it has seen.
 */
const LEASE_SECONDS = 7;

const DUE = 'inbox_rev > relayed_rev and (relay_until is null or relay_until <= now())';

/**
 * Takes up to `limit` clients that have inputs waiting and that no other relay holds: where a person's answer waits
 * first, then in turn of every page that has some, of each who waits longest. Of those without an answer at most
 * `places`.
 */
export async function leaseClients(pool: Pool, limit: number, places = limit): Promise<Lease[]> {
  const { rows } = await pool.query<Lease>(
    `with urgent as (
       select id, 0 as place, relay_until from client where relay_urgent and ${DUE} order by relay_until nulls first
         limit $1
     ), others as (
       select c.id, c.place, c.relay_until from page p cross join lateral (
         select id, relay_until, row_number() over (order by relay_until nulls first) as place from client
         where page_id = p.id and ${DUE} and not relay_urgent order by relay_until nulls first limit $3) c
       order by c.place, c.relay_until nulls first limit $3
     ), chosen as (
       select c.id from client c join (select * from urgent union all select * from others) o on o.id = c.id
       where c.inbox_rev > c.relayed_rev and (c.relay_until is null or c.relay_until <= now())
       order by o.place, o.relay_until nulls first limit $1 for update of c skip locked
     )
     update client set relay_until = now() + make_interval(secs => $2) from chosen where client.id = chosen.id
     returning client.id as "clientId", page_id as "pageId", inbox_rev as rev, relay_failures as failures,
       relay_urgent as urgent`,
    [limit, LEASE_SECONDS, places],
  );
  return rows;
}

/** Whether a client is due whom `leaseClients` passed over, because somebody else had its row in hand just then. */
export async function anyDue(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query(`select 1 from client where ${DUE} limit 1`);
  return rowCount === 1;
}

/** Which of these clients still have something that they were told, lately or before, and nobody decided about. */
export async function stillUndecided(pool: Pool, clientIds: string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct client_id as id from chat_input
     where client_id = any($1::uuid[]) and decided_at is null and (relayed_at is not null or attempts > 0)`,
    [clientIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** All up to `rev` is relayed. What arrived meanwhile has a higher number and keeps the client queued, from now on. */
export async function endLease(pool: Pool, lease: Lease): Promise<void> {
  await pool.query(
    `update client set relay_until = case when inbox_rev > $2 then now() end, relay_failures = 0,
       relayed_rev = greatest(relayed_rev, $2),
       relay_urgent = relay_urgent and inbox_rev > $2 where id = $1`,
    [lease.clientId, lease.rev],
  );
}

/** The engine did not take it: the client's turn comes again after `pauseMs`. */
export async function postponeLease(pool: Pool, lease: Lease, pauseMs: number): Promise<void> {
  await pool.query(
    `update client set relay_until = now() + make_interval(secs => $2::float / 1000),
     relay_failures = least(relay_failures, 1000) + 1
     where id = $1`,
    [lease.clientId, pauseMs],
  );
}
