import type { Sql } from '#db/connection/transaction.ts';

interface HourRow {
  hour: Date;
  received: number;
}

/**
 * Counts what the page received, hour by hour, since it was counted last; messages that come some hours late are
 * counted in theirs. What is older than anybody learns from is forgotten.
 */
export async function countHours(sql: Sql, pageId: string): Promise<void> {
  await sql.query(
    `with counted as (
       select date_trunc('hour', m.at, 'UTC') as hour, count(*)::int as received from message m
       where m.page_id = $1 and m.direction || '' = 'in' and m.at < now() and m.at >= date_trunc('hour', greatest(
         now() - interval '9 weeks', (select max(h.hour) from page_hour h where h.page_id = $1) - interval '6 hours'
       ), 'UTC') group by 1
     ), kept as (
       insert into page_hour (page_id, hour, received) select $1, hour, received from counted
       on conflict (page_id, hour) do update set received = excluded.received
     ) delete from page_hour where page_id = $1 and hour < now() - interval '10 weeks'`,
    [pageId],
  );
}

/** Hours in which the page received something, since `from`, in order. */
export async function listHours(sql: Sql, pageId: string, from: Date): Promise<HourRow[]> {
  const { rows } = await sql.query<HourRow>(
    'select hour, received from page_hour where page_id = $1 and hour >= $2 order by hour',
    [pageId, from],
  );
  return rows;
}
