import type { Pool } from 'pg';

/** Windows that were away longer load everything anew. */
const FEED_HOURS = 24;
/** Troubles that are over are shown for a while; nobody looks further back. */
const TROUBLE_DAYS = 90;
/** A message that comes later than that does not come any more. */
const EARLY_DAYS = 7;
/** What is parked is seen as long as it is kept; what has not come again for so long is told of no longer. */
const PARKED_DAYS = 7;
/** Rows deleted in one statement: what has piled up for months goes in many short ones. */
export const LOT = 5_000;

/**
 * Forgets what is not needed any more: the feed after a day, raw events and decided inputs after `rawDays`. A lot of each: true where there is
 * more.
 */
export async function prune(pool: Pool, rawDays: number, lot = LOT): Promise<boolean> {
  const counts = [
    // The newest row stays: it is the place from which the next reader goes on.
    await forget(
      pool,
      `delete from change where ctid = any(array(
         select ctid from change where at < now() - make_interval(hours => $1) and id < (select max(id) from change) limit $2))`,
      [FEED_HOURS, lot],
    ),
    await forget(
      pool,
      `delete from inbound_event where ctid = any(array(
         select ctid from inbound_event where received_at < now() - make_interval(days => $1) limit $2))`,
      [rawDays, lot],
    ),
    await forget(
      pool,
      `delete from early_event where ctid = any(array(
         select ctid from early_event where created_at < now() - make_interval(days => $1) limit $2))`,
      [EARLY_DAYS, lot],
    ),
    await forget(
      pool,
      `delete from delivery where ctid = any(array(
         select ctid from delivery where aside_at < now() - make_interval(days => $1) limit $2))`,
      [rawDays, lot],
    ),
    await forget(
      pool,
      `update trouble set ended_at = now() where ctid = any(array(
         select ctid from trouble where kind = 'event_parked' and ended_at is null and seen_at < now() - make_interval(days => $1) limit $2))`,
      [PARKED_DAYS, lot],
    ),
    await forget(
      pool,
      `delete from chat_input where ctid = any(array(
         select ctid from chat_input where decided_at < now() - make_interval(days => $1) limit $2 for update skip locked))`,
      [rawDays, lot],
    ),
    await forget(
      pool,
      `delete from trouble where ctid = any(array(
         select ctid from trouble where ended_at < now() - make_interval(days => $1) limit $2))`,
      [TROUBLE_DAYS, lot],
    ),
  ];
  return counts.some((count) => count === lot);
}

async function forget(pool: Pool, sql: string, values: number[]): Promise<number> {
  return (await pool.query(sql, values)).rowCount ?? 0;
}
