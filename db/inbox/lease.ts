import type { Pool } from 'pg';

/** A client whose inputs this process relays for a while. */
export interface Lease {
  clientId: string;
  pageId: string;
  /** How far the queue had grown when the lease was taken. */
  rev: number;
  failures: number;
}

/**
 * How long one relay may hold a client: beyond the deadline of one call to the engine, and short, because the clients of a relay that
 * was killed wait for it. A second holder does no harm: the workflow knows what it has seen.
 */
const LEASE_SECONDS = 7;

/** Takes up to `limit` clients that have inputs waiting and that no other relay holds, oldest wait first. */
export async function leaseClients(pool: Pool, limit: number): Promise<Lease[]> {
  const { rows } = await pool.query<Lease>(
    `update client set relay_until = now() + make_interval(secs => $2)
     where id in (
       select id from client
       where inbox_rev > relayed_rev and (relay_until is null or relay_until < now())
       order by relay_until nulls first limit $1 for update skip locked)
     returning id as "clientId", page_id as "pageId", inbox_rev as rev, relay_failures as failures`,
    [limit, LEASE_SECONDS],
  );
  return rows;
}

/** Whether a client is due whom `leaseClients` passed over, because somebody else had its row in hand just then. */
export async function anyDue(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query(
    'select 1 from client where inbox_rev > relayed_rev and (relay_until is null or relay_until < now()) limit 1',
  );
  return rowCount === 1;
}

/** All up to `rev` is relayed. What arrived meanwhile has a higher number and keeps the client in line. */
export async function endLease(pool: Pool, lease: Lease): Promise<void> {
  await pool.query(
    `update client set relay_until = null, relay_failures = 0, relayed_rev = greatest(relayed_rev, $2) where id = $1`,
    [lease.clientId, lease.rev],
  );
}

/** The engine did not take it: the client's turn comes again after `pauseMs`. */
export async function postponeLease(pool: Pool, lease: Lease, pauseMs: number): Promise<void> {
  await pool.query(
    `update client set relay_until = now() + make_interval(secs => $2::float / 1000), relay_failures = relay_failures + 1
     where id = $1`,
    [lease.clientId, pauseMs],
  );
}
