import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';

/** A table of counts, the one in which each change of them is written beside, and by what they are counted. */
interface Counted {
  kept: string;
  changes: string;
  by: string;
}

const COUNTS: Counted = { kept: 'chat_count', changes: 'chat_count_delta', by: 'page_id, employee_id, status, led' };

/** Adds what changed in the counts of chats up. Answers whether there may be more. */
export const addUpCounts = (pool: Pool, lot: number): Promise<boolean> => addUp(pool, COUNTS, lot);

/**
 * Adds changes of counts up, a lot at a time. Who reads them adds the rest up in the same moment, so they are exact at
 * any time, and nobody but this ever waits for a number. Answers whether there may be more.
 */
export async function addUp(pool: Pool, { kept, changes, by }: Counted, lot: number): Promise<boolean> {
  const { rows } = await pool.query<{ taken: number }>(
    `with taken as (
       delete from ${changes} where id = any(array(
         select id from ${changes} order by id limit $1 for update skip locked))
       returning ${by}, n
     ), kept as (
       insert into ${kept} as k (${by}, n)
       select ${by}, sum(n) from taken group by ${by} having sum(n) <> 0 order by ${by}
       on conflict (${by}) do update set n = k.n + excluded.n
     )
     select count(*)::int as taken from taken`,
    [lot],
  );
  return rows[0]?.taken === lot;
}

/** A count beside what is there. */
export interface WrongCount {
  pageId: string;
  status: string;
  kept: number;
  there: number;
}

const THERE = `select page_id, '' as employee_id, status, exists (
    select 1 from chat_operator o where o.chat_id = chat.id) as led, count(*) as n from chat
  where led is not null group by 1, 2, 3, 4
  union all
  select c.page_id, o.employee_id, case when c.status = 'finished' then 'finished' else 'open' end, true, count(*)
  from chat_operator o join chat c on c.id = o.chat_id group by 1, 2, 3, 4`;

/** What is counted, beside what can be counted: nothing where the two are the same. */
export const wrongCounts = (sql: Sql): Promise<WrongCount[]> => wrongOf(sql, COUNTS, THERE);

export async function wrongOf(sql: Sql, { kept, changes, by }: Counted, there: string): Promise<WrongCount[]> {
  const { rows } = await sql.query<WrongCount>(
    `with kept as (
       select ${by}, sum(n) as n from (select ${by}, n from ${kept} union all select ${by}, n from ${changes}) k
       group by ${by}
     ), there as (${there})
     select page_id as "pageId", status, coalesce(kept.n, 0)::int as kept, coalesce(there.n, 0)::int as there
     from kept full join there using (${by}) where coalesce(kept.n, 0) <> coalesce(there.n, 0)`,
  );
  return rows;
}

/** Counts everything anew, for whoever filled the tables and has them to themselves. */
export async function countAnew(sql: Sql): Promise<void> {
  await sql.query('delete from chat_count_delta');
  await sql.query('delete from chat_count');
  await sql.query(
    `insert into chat_count (page_id, employee_id, status, led, n)
     select page_id, '', status, led, count(*) from chat where led is not null group by 1, 3, 4
     union all
     select page_id, employee_id, case when contact_at is null then 'open' else 'finished' end, true, count(*)
     from chat_operator group by 1, 2, 3`,
  );
}
