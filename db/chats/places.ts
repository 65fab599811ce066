import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import { addUp, wrongOf, type WrongCount } from './counts.ts';

const PLACE = 'employee_id, page_id, status, led, contact_day, created_day, block, waits';
const PLACES = { kept: 'chat_place', changes: 'chat_place_delta', by: PLACE };

/** Adds what changed in the counts by days and numbers up. Answers whether there may be more. */
export const addUpPlaces = (pool: Pool, lot: number): Promise<boolean> => addUp(pool, PLACES, lot);

/** Days and kinds that no chat stands in any more: they would be read for ever. Waits for nobody. */
export async function forgetEmptyPlaces(pool: Pool, lot: number): Promise<void> {
  await pool.query(
    `delete from chat_place where ctid = any(array(
       select ctid from chat_place where n = 0 limit $1 for update skip locked))`,
    [lot],
  );
}

const THERE = `select '' as employee_id, page_id, status, led, chat_day(last_contact_at) as contact_day,
    chat_day(created_at) as created_day, number >> 12 as block, waiting_since is not null as waits, count(*) as n
  from chat where led is not null group by 1, 2, 3, 4, 5, 6, 7, 8
  union all
  select employee_id, page_id, 'finished', true, chat_day(contact_at), chat_day(created_at), number >> 12, false,
    count(*)
  from chat_operator where contact_at is not null group by 1, 2, 3, 4, 5, 6, 7`;

/** What is counted, beside what can be counted: nothing where the two are the same. */
export const wrongPlaces = (sql: Sql): Promise<WrongCount[]> => wrongOf(sql, PLACES, THERE);

/** Counts everything anew, for whoever filled the tables and has them to themselves. */
export async function placeAnew(sql: Sql): Promise<void> {
  await sql.query('delete from chat_place_delta');
  await sql.query('delete from chat_place');
  await sql.query(`insert into chat_place (${PLACE}, n) ${THERE}`);
}
