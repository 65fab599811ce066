import type { Pool } from 'pg';
import { READY } from './outgoing.ts';

/**
 * A page's messages leave at least so far apart, over all workers: some 36 in a second, and with the burst at most 40
 * in any one. Above that a page's own inbox stops keeping up (messenger-platform §7.3).
 */
export const APART_MS = 28;
/** What may leave together when a page has been quiet. */
export const BURST_MS = 90;
/** Of sound and video Meta takes ten in any second: one counts as so many texts, which makes five. */
export const HEAVY = 7;

/** Further ahead than any claim reaches: the clock was set back, and the page does not wait for it. */
export const UNTIL = `case when pace.until > now() + interval '1 minute' then now()
  else greatest(pace.until, now()) end`;

/** In how many milliseconds a page's pace allows what is due to leave; null: nothing waits for that. */
export async function nextInPace(pool: Pool): Promise<number | null> {
  await pool.query(
    `insert into page_pace (page_id) select id from page where id not in (select page_id from page_pace)
     on conflict do nothing`,
  );
  const { rows } = await pool.query<{ ms: number | null }>(
    `select extract(epoch from min(${UNTIL}) - now() - interval '${BURST_MS} ms')::float * 1000 as ms
     from page_pace pace join page p on p.id = pace.page_id
     where p.health = 'ok' and not p.checking and ${UNTIL} > now() + interval '${BURST_MS} ms'
       and exists (select 1 from message m where m.page_id = p.id and ${READY})`,
  );
  const ms = rows[0]?.ms ?? null;
  return ms === null ? null : Math.max(1, Math.ceil(ms));
}
