import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import type { InboundEvent } from './events.ts';

/** A delivery that was kept whole and whose turn it is. */
export interface Unread {
  id: number;
  body: string;
  receivedAt: Date;
  attempts: number;
}

/** Keeps a delivery as it came, to be read afterwards: whatever comes later for the same pages stands behind it. */
export async function keepUnread(pool: Pool, pages: string[], body: string): Promise<void> {
  await pool.query('insert into delivery (pages, body) values ($1, $2)', [pages, body]);
}

/** Whether deliveries for the pages of these events wait to be read. */
export async function anyUnread(sql: Sql, events: InboundEvent[]): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select 1 from delivery where aside_at is null and pages && $1::text[] limit 1',
    [[...new Set(events.map(({ pageFacebookId }) => pageFacebookId))]],
  );
  return rowCount === 1;
}

/** Longer than one part of a delivery takes to be kept; a reader that died is waited for so long. */
const LEASE_SECONDS = 20;

/** The oldest one, for this reader alone; null while another process has it in hand, or there is none. */
export async function leaseDelivery(pool: Pool): Promise<Unread | null> {
  const { rows } = await pool.query<Unread>(
    `update delivery set leased_until = now() + make_interval(secs => $1), attempts = attempts + 1
     where id = (select min(id) from delivery where aside_at is null) and (leased_until is null or leased_until < now())
     returning id::int, body, received_at as "receivedAt", attempts`,
    [LEASE_SECONDS],
  );
  return rows[0] ?? null;
}

export async function renewLease(pool: Pool, id: number): Promise<void> {
  await pool.query('update delivery set leased_until = now() + make_interval(secs => $2) where id = $1', [
    id,
    LEASE_SECONDS,
  ]);
}

/** Its turn comes again; where the world was away, the try is not counted: it is not to blame. */
export async function giveBack(pool: Pool, id: number, counts: boolean): Promise<void> {
  await pool.query('update delivery set leased_until = null, attempts = attempts - $2 where id = $1', [
    id,
    counts ? 0 : 1,
  ]);
}

/** All of it stands in events of its own. */
export async function endDelivery(pool: Pool, id: number): Promise<void> {
  await pool.query('delete from delivery where id = $1', [id]);
}

/** It stays as it came, and what came after it goes on. */
export async function putAside(pool: Pool, id: number, reason: string): Promise<void> {
  await pool.query('update delivery set aside_at = now(), reason = $2 where id = $1', [id, reason]);
  await noticeTrouble(pool, { kind: 'event_parked', ref: `delivery ${id}`, reason: 'delivery', detail: reason });
}

/** What is too much to be looked into is kept as it came, among the parked events. */
export async function keepTooMuch(pool: Pool, body: string): Promise<void> {
  const key = `parked:${createHash('sha256').update(body).digest('hex')}`;
  const { rowCount } = await pool.query(
    `insert into inbound_event (key, page_facebook_id, kind, at, raw, parked)
     values ($1, '', 'parked: too_much', now(), $2, true)
     on conflict (key) do nothing`,
    [key, body],
  );
  if (rowCount === 1) await noticeTrouble(pool, { kind: 'event_parked', ref: 'too_much', reason: 'too_much' });
}
