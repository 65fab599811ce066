import type { Pool } from 'pg';

/** Windows that were away longer load everything anew. */
const FEED_HOURS = 24;

/** Forgets what is not needed any more: the feed after a day, raw events and decided inputs after `rawDays`. */
export async function prune(pool: Pool, rawDays: number): Promise<void> {
  // The newest row stays: it is the place from which the next reader goes on.
  await pool.query(
    `delete from change where at < now() - make_interval(hours => $1) and id < (select max(id) from change)`,
    [FEED_HOURS],
  );
  await pool.query('delete from inbound_event where received_at < now() - make_interval(days => $1)', [rawDays]);
  await pool.query('delete from chat_input where decided_at < now() - make_interval(days => $1)', [rawDays]);
}
