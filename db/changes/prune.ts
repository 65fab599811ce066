import type { Pool } from 'pg';
import { PLACE } from '#db/outgoing/place.ts';
import { deleteLot, olderThanDays, type Outdated } from '#db/retention/lot.ts';

/** Windows that were away longer load everything anew. */
const FEED_HOURS = 24;
/** Troubles that are over are shown for a while; nobody looks further back. */
const TROUBLE_DAYS = 90;
/** A message that comes later than that does not come any more. */
const EARLY_DAYS = 7;
/** What is parked is seen as long as it is kept; what has not come again for so long is told of no longer. */
const PARKED_DAYS = 7;
/** What was told to others is shown for as long. */
const OUTGOING_DAYS = 30;
/** Rows deleted in one statement: what has piled up for months goes in many short ones. */
export const LOT = 5_000;

/**
 * Forgets what is not needed any more: the feed after a day, raw events and decided inputs after `rawDays`. A lot of
 * each: true where there is more.
 */
export async function prune(pool: Pool, rawDays: number, lot = LOT): Promise<boolean> {
  const counts = [await endParked(pool, lot)];
  for (const outdated of outdatedRows(rawDays)) counts.push(await deleteLot(pool, outdated, lot));
  return counts.some((count) => count === lot);
}

function outdatedRows(rawDays: number): Outdated[] {
  // The newest row stays: it is the place from which the next reader goes on.
  // What others are yet to be told of is not forgotten, however long nobody looked.
  const read = `at < now() - make_interval(hours => $1) and id < (select max(id) from change) and not exists (
    select from installation where name = '${PLACE}'
      and change.xid >= pg_snapshot_xmin((value -> 'at' ->> 'snapshot')::pg_snapshot))`;
  return [
    { table: 'change', where: read, age: FEED_HOURS },
    { table: 'inbound_event', where: olderThanDays('received_at'), age: rawDays },
    { table: 'early_event', where: olderThanDays('created_at'), age: EARLY_DAYS },
    { table: 'delivery', where: olderThanDays('aside_at'), age: rawDays },
    { table: 'chat_input', where: olderThanDays('decided_at'), age: rawDays },
    { table: 'outgoing_event', where: olderThanDays('created_at'), age: OUTGOING_DAYS },
    { table: 'trouble', where: olderThanDays('ended_at'), age: TROUBLE_DAYS },
  ];
}

async function endParked(pool: Pool, lot: number): Promise<number> {
  const { rowCount } = await pool.query(
    `update trouble set ended_at = now() where ctid = any(array(
       select ctid from trouble where kind = 'event_parked' and ended_at is null and ${olderThanDays('seen_at')}
         limit $2))`,
    [PARKED_DAYS, lot],
  );
  return rowCount ?? 0;
}
