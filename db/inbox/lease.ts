import type { Pool } from 'pg';
import { hasMore, PENDING, PENDING_OF_CLIENT, type PendingRow, toldOf } from './pending.ts';

/** A client whose inputs this process relays for a while, and what they are. */
export interface Lease extends PendingRow {
  clientId: string;
  pageId: string;
  /** How far the queue had grown with these inputs. */
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

/** Pages with clients that wait, one step of the index for each: of those without, however many, nothing is read. */
const WAITS = 'select page_id from client where inbox_rev > relayed_rev';

/**
 * Takes up to `limit` clients that have inputs waiting and that no other relay holds: where a person's answer waits
 * first, then in turn of every page that has some, of each who waits longest. Of those without an answer at most
 * `places`. Row and inputs are of one moment, the statement's own: what comes while a row is waited for raises the
 * queue's number above `rev`, and the client stays due.
 */
export async function leaseClients(pool: Pool, limit: number, places = limit): Promise<Lease[]> {
  const { rows } = await pool.query<Lease>({
    name: 'lease-clients',
    text: `with recursive urgent as (
       select id, 0 as place, relay_until from client where relay_urgent and ${DUE} order by relay_until nulls first
         limit $1
     ), waiting as (
       (${WAITS} order by page_id limit 1)
       union all
       select next.* from waiting w cross join lateral (${WAITS} and page_id > w.page_id order by page_id limit 1) next
     ), others as (
       select c.id, c.place, c.relay_until from waiting p cross join lateral (
         select id, relay_until, row_number() over (order by relay_until nulls first) as place from client
         where page_id = p.page_id and ${DUE} and not relay_urgent order by relay_until nulls first limit $3) c
       order by c.place, c.relay_until nulls first limit $3
     ), chosen as (
       select c.id from client c join (select * from urgent union all select * from others) o on o.id = c.id
       where c.inbox_rev > c.relayed_rev and (c.relay_until is null or c.relay_until <= now())
       order by o.place, o.relay_until nulls first limit $1 for update of c skip locked
     ), leased as (
       update client set relay_until = now() + make_interval(secs => $2) from chosen where client.id = chosen.id
       returning client.id
     )
     select client.id as "clientId", client.page_id as "pageId", client.inbox_rev as rev,
       client.relay_failures as failures, client.relay_urgent as urgent, ${PENDING}
     from leased join client on client.id = leased.id cross join ${PENDING_OF_CLIENT}`,
    values: [limit, LEASE_SECONDS, places],
  });
  return rows;
}

/**
 * Whether a client is due whom `leaseClients` passed over, because somebody else had its row in hand just then. In the
 * index's order: PostgreSQL takes a third of all clients for waiting ones, and would look for the first of them in the
 * whole table.
 */
export async function anyDue(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query(`select 1 from client where ${DUE} order by page_id, relay_until limit 1`);
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

/**
 * All up to `rev` is relayed, of a client with more than fits at once what was told. What arrived meanwhile has a
 * higher number and keeps the client queued, from now on. The clients' rows first, and in order, as everywhere.
 */
export async function endLeases(pool: Pool, leases: Lease[]): Promise<void> {
  await pool.query({
    name: 'end-leases',
    text: `with held as (
        select id from client where id = any($1::uuid[]) order by id for update
      ), told as (
        update chat_input set relayed_at = now() where id = any($3::bigint[]) and client_id in (select id from held)
      )
      update client set relay_until = case when inbox_rev > ended.rev then now() end, relay_failures = 0,
        relayed_rev = greatest(relayed_rev, ended.rev), relay_urgent = relay_urgent and inbox_rev > ended.rev
      from unnest($1::uuid[], $2::int[]) as ended (id, rev)
      where client.id = ended.id and client.id in (select id from held)`,
    values: [
      leases.map(({ clientId }) => clientId),
      leases.map((lease) => (hasMore(lease) ? 0 : lease.rev)),
      leases.flatMap(toldOf),
    ],
  });
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
