import type { Stage } from '../support/stage.ts';

/**
 * So many chats of "dim", the first of which said something last, an hour apart. Every third is finished and was
 * Olena's.
 */
export async function addChats(stage: Stage, many: number): Promise<void> {
  const { pool } = stage.api.database;
  await pool.query(
    `with clients as (insert into client (page_id, psid, first_name, last_name)
         select $1, 'all ' || n, 'Клієнт', 'Прізвище ' || n from generate_series(1, $2::int) n
         returning id, page_id, substr(psid, 5)::int as n)
     insert into chat (number, client_id, page_id, status, created_at, last_contact_at)
     select n, id, page_id, case when n % 3 = 0 then 'finished' else 'new' end,
       now() - make_interval(days => 100 - n), now() - make_interval(hours => n) from clients`,
    [stage.api.pages.dim.id, many],
  );
  await pool.query(
    `insert into chat_operator (chat_id, employee_id, since, position)
     select c.id, e.id, now(), 0 from chat c, employee e where c.number % 3 = 0 and e.email = 'olena@demo.example'`,
  );
  await pool.query(`select setval(pg_get_serial_sequence('chat', 'number'), $1)`, [many]);
}
