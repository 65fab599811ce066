import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';

let database: TestDatabase;
let session: pg.Client;

/** One session from its first row on: what it plans while a table is empty, it plans for all that follows. */
beforeAll(async () => {
  database = await createDatabase();
  session = new pg.Client(database.url);
  await session.connect();
  await session.query('begin');
  // What a foreign key looks up PostgreSQL plans itself, and anew as soon as the tables have been analyzed.
  await session.query(
    `do $$ declare one record; begin
       for one in select conrelid::regclass as place, conname from pg_constraint where contype = 'f' loop
         execute format('alter table %s drop constraint %I', one.place, one.conname);
       end loop;
     end $$`,
  );
  await session.query(`insert into page (facebook_id, name, sealed_token) values ('1', 'Сторінка', 'none')`);
  await session.query(
    `insert into employee (id, name, email, email_verified, roles)
     values ('e', 'Е', 'e@x.example', true, '{operator}')`,
  );
});
afterAll(async () => {
  await session.end();
  await database.drop();
});

const AT_ONCE = 100;
const TIMES = 3;
const SOME = `generate_series($1::int, $1::int + ${AT_ONCE - 1}) n`;
const idOf = (kind: string): string => `md5('${kind} ' || n)::uuid`;
const STATUS = (kind: string): string => `(select id from record_status where kind = '${kind}' and meaning = 'new')`;
const PAGE = '(select id from page)';

/** In this order: each leans on those before it. */
const steps: [string, string][] = [
  [
    'contacts',
    `insert into contact (id, name, phones, emails) select ${idOf('contact')}, 'К ' || n,
       array['+38067' || lpad(n::text, 7, '0')], array['a' || n || '@x.example'] from ${SOME}`,
  ],
  [
    'phones of contacts',
    `update contact set phones = phones || ('+38050' || lpad(n::text, 7, '0')) from ${SOME}
     where id = ${idOf('contact')}`,
  ],
  [
    'points of contacts',
    `insert into contact_point (contact_id, kind, value, typed, position)
     select ${idOf('contact')}, 'email', 'b' || n || '@x.example', 'b', 1 from ${SOME}`,
  ],
  [
    'leads',
    `insert into lead (id, name, status_id, contact_id)
     select ${idOf('lead')}, 'Л ' || n, ${STATUS('lead')}, ${idOf('contact')} from ${SOME}`,
  ],
  [
    'orders',
    `insert into customer_order (id, status_id, contact_id)
     select ${idOf('order')}, ${STATUS('order')}, ${idOf('contact')} from ${SOME}`,
  ],
  [
    'lines of orders',
    `insert into order_line (order_id, position, name, unit, quantity, price)
     select ${idOf('order')}, 1, 'Лампа', 'шт', 1000, 100 from ${SOME}`,
  ],
  [
    'clients',
    `insert into client (id, page_id, psid, first_name, last_name, phone, contact_id)
     select ${idOf('client')}, ${PAGE}, 'p' || n, 'Ім’я', 'К ' || n, '+38067' || lpad(n::text, 7, '0'),
       ${idOf('contact')} from ${SOME}`,
  ],
  [
    'chats',
    `insert into chat (id, client_id, page_id, status) select ${idOf('chat')}, ${idOf('client')}, ${PAGE}, 'new'
     from ${SOME}`,
  ],
  [
    'operators of chats',
    `insert into chat_operator (chat_id, employee_id, since, position) select ${idOf('chat')}, 'e', now(), 0
     from ${SOME}`,
  ],
  ['finished chats', `update chat set status = 'finished' from ${SOME} where id = ${idOf('chat')}`],
  [
    'leads of clients',
    `insert into client_lead (client_id, lead_id, why) select ${idOf('client')}, ${idOf('lead')}, 'linked'
     from ${SOME}`,
  ],
  [
    'orders of clients',
    `insert into client_order (client_id, order_id, why) select ${idOf('client')}, ${idOf('order')}, 'linked'
     from ${SOME}`,
  ],
];

/** Rows that were read by going through whole tables, so far in this transaction. */
async function readWhole(): Promise<number> {
  const { rows } = await session.query<{ sum: number }>(
    'select coalesce(sum(seq_tup_read), 0)::int as sum from pg_stat_xact_user_tables',
  );
  return rows[0]?.sum ?? NaN;
}

/** The statement itself may go through a table once; whatever it sets going may not, for each row. */
const MOST = 20 * AT_ONCE;

test.each(steps)('however many %s a session adds, none costs more than the first one', async (_what, statement) => {
  for (let time = 0; time < TIMES; time += 1) {
    const before = await readWhole();
    await session.query(statement, [time * AT_ONCE]);
    await session.query('set constraints all immediate');
    await session.query('set constraints all deferred');
    expect((await readWhole()) - before).toBeLessThan(MOST);
  }
});

test('contacts that were added together have the rows of their phones and e-mails', async () => {
  await session.query(
    `insert into contact (name, phones, emails) values
       ('Перший', '{+380670000001,+380670000002,+380670000001}', '{one@x.example}'),
       ('Другий', '{}', '{two@x.example}'),
       ('Третій', '{}', '{}')`,
  );
  const { rows } = await session.query(
    `select k.name, k.phones, p.kind, p.value, p.is_main, p.position from contact k join contact_point p
       on p.contact_id = k.id where k.name in ('Перший', 'Другий', 'Третій') order by k.name, p.kind desc, p.position`,
  );
  const row = (name: string, kind: string, value: string, isMain: boolean, position: number) => {
    const phones = name === 'Перший' ? ['+380670000001', '+380670000002'] : [];
    return { name, phones, kind, value, is_main: isMain, position };
  };
  expect(rows).toEqual([
    row('Другий', 'email', 'two@x.example', true, 0),
    row('Перший', 'phone', '+380670000001', true, 0),
    row('Перший', 'phone', '+380670000002', false, 1),
    row('Перший', 'email', 'one@x.example', true, 0),
  ]);
});
