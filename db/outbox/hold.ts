import type { Pool } from 'pg';

/** Rows taken in one statement. */
const LOT = 200;

/**
 * What waits behind a broken page waits in sight, under the page's reason. In lots, and what is in somebody's hands has
 * its turn the next time; the page is held, so that nothing is put behind one that was mended in this very moment.
 * True: there is more.
 */
export async function holdBehind(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query(
    `with waiting as (
       select m.id, coalesce(p.health_reason, case p.health when 'reconnect' then 'token_broken'
         else 'page_restricted' end) as reason
       from page p join message m on m.page_id = p.id
       where p.health in ('reconnect', 'restricted') and m.direction = 'out' and m.state = 'queued' and m.decided
       order by m.seq limit $1 for update of m skip locked for share of p skip locked
     ), held as (
       update message m set state = 'held', reason_code = waiting.reason from waiting where m.id = waiting.id
         returning m.id, m.page_id, m.chat_id
     )
     insert into change (kind, page_id, chat_id, ref) select 'message', page_id, chat_id, id::text from held`,
    [LOT],
  );
  return rowCount === LOT;
}
