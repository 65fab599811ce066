import type { Sql } from '#db/connection/transaction.ts';

/** From here on the page's own workflow has something to say. */
const TOLD_PERCENT = 75;

/** What Meta's headers said of a page's calls: kept where it is much, or was. Much of it is looked at at once. */
export async function noteUsage(
  sql: Sql,
  facebookId: string,
  { percent, minutes }: { percent: number; minutes: number },
): Promise<void> {
  await sql.query(
    `with noted as (
     insert into page_usage (page_id, percent, until, at)
     select id, $2, case when $3::int > 0 then now() + make_interval(mins => $3::int) end, now() from page
       where facebook_id = $1
     on conflict (page_id) do update set percent = excluded.percent, until = excluded.until, at = now()
     returning page_id
     ) update page_health h set asked_at = now() from noted where h.page_id = noted.page_id
       and ($2 >= ${TOLD_PERCENT} or $3::int > 0) and h.health #>> '{checks,usage,state}' <> 'warning'`,
    [facebookId, percent, minutes],
  );
}
