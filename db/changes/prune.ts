import type { Pool } from 'pg';

/** Windows that were away longer load everything anew. */
const FEED_HOURS = 24;
/** A message that comes later than that does not come any more. */
const EARLY_DAYS = 7;

/** Forgets what is not needed any more: the feed after a day, raw events and decided inputs after `rawDays`. */
export async function prune(pool: Pool, rawDays: number): Promise<void> {
  // The newest row stays: it is the place from which the next reader goes on.
  await pool.query(
    `delete from change where at < now() - make_interval(hours => $1) and id < (select max(id) from change)`,
    [FEED_HOURS],
  );
  await pool.query('delete from inbound_event where received_at < now() - make_interval(days => $1)', [rawDays]);
  await pool.query('delete from early_event where created_at < now() - make_interval(days => $1)', [EARLY_DAYS]);
  await pool.query('delete from delivery where aside_at < now() - make_interval(days => $1)', [rawDays]);
  // What is parked is seen as long as it is kept; what has not come again for a week is told of no longer.
  await pool.query(
    `update trouble set ended_at = now() where kind = 'event_parked' and ended_at is null and seen_at < now() - interval '7 days'`,
  );
  await pool.query('delete from chat_input where decided_at < now() - make_interval(days => $1)', [rawDays]);
}
