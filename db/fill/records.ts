import type { ClientBase } from 'pg';
import { contactOf, isCompany } from './contacts.ts';
import type { Lot } from './filling.ts';
import { chance, idOf, madeAt, pick } from './pick.ts';
import { SOURCES, THINGS } from './words.ts';

/** The company somebody is of who has more orders than anybody else: a thousandth of all. */
const BUSIEST = 1;
const LEAD = idOf('lead', '$1', 'i');
const ORDER = idOf('order', '$1', 'i');
/** Whose the `i`th lead and the `i`th order are. */
const OF_LEAD = 'i * 2';
const OF_ORDER = `case when i % 1000 = 999 then ${BUSIEST} else i * 3 / 2 end`;
const contact = (m: string): string => contactOf('$1', m, '$2');
const client = (m: string): string => idOf('client', '$1', `((${m}) * $2)`);
const THING = pick('$4::text[]', 'i', 15);
const SOURCE = (kind: string): string =>
  pick(`array(select id from source where kind = '${kind}' and archived_at is null order by position, id)`, 'i', 16);
/** Most are settled: one of seven is not. */
const STATUS = (kind: string): string =>
  `(select id from record_status where kind = '${kind}' and archived_at is null
    order by (meaning in ('new', 'in_work')) = (${chance('i', 17, '7')} = 0) desc, md5(id::text || i) limit 1)`;
const OWNER = `case when i % 9 > 0 then ${pick('$5::text[]', 'i', 18)} end`;
const ARCHIVED = 'case when i % 25 = 0 then now() end';

export const ordersOf = (contacts: number): number => Math.ceil((contacts * 2) / 3);

/** Leads of every second contact, orders of two of three with their lines, and the clients they are linked to. */
export async function fillRecords(sql: ClientBase, lot: Lot, tell: (step: string) => void): Promise<void> {
  await fillSources(sql);
  await fillLeads(sql, lot);
  tell('leads');
  await fillOrders(sql, lot);
  tell('orders');
}

async function fillSources(sql: ClientBase): Promise<void> {
  await sql.query(
    `insert into source (kind, name, position) select kind, name, n from unnest('{lead,order}'::text[]) kind,
       unnest($1::text[]) with ordinality named (name, n)
     where not exists (select 1 from source s where s.kind = kind and s.archived_at is null)`,
    [SOURCES],
  );
}

async function fillLeads(sql: ClientBase, { run, every, contacts, clients, employees }: Lot): Promise<void> {
  const leads = Math.ceil(contacts / 2);
  await sql.query(
    `insert into lead (id, name, status_id, source_id, amount, owner_id, contact_id, phone, email, created_at,
       updated_at, archived_at)
     select ${LEAD}, ${THING}, ${STATUS('lead')}, ${SOURCE('lead')},
       case when i % 3 > 0 then ${chance('i', 19, '5000')} * 1000 end, ${OWNER}, k.id, k.phones[1], k.emails[1],
       ${madeAt('i', '$3')}, ${madeAt('i', '$3')} + interval '1 minute', ${ARCHIVED}
     from generate_series(0, $3::int - 1) i join contact k on k.id = ${contact(OF_LEAD)} order by i`,
    [run, every, leads, THINGS, employees],
  );
  await sql.query(
    `insert into client_lead (client_id, lead_id, why, at) select ${client(OF_LEAD)}, ${LEAD}, 'automatic', now()
     from generate_series(0, $3::int - 1) i
     where (${OF_LEAD}) * $2 < $4::int and not ${isCompany(OF_LEAD)}`,
    [run, every, leads, clients],
  );
}

async function fillOrders(sql: ClientBase, { run, every, contacts, clients, employees }: Lot): Promise<void> {
  const values = [run, every, ordersOf(contacts)];
  const quantity = `(1 + ${chance('i', 22, '3')})`;
  const price = (line: string): string => `(9900 + ${chance(`i * 4 + ${line}`, 23, '500')} * 100)`;
  const lines = `(1 + i % 3)`;
  await sql.query(
    `insert into customer_order (id, name, status_id, source_id, owner_id, contact_id, total, created_at, updated_at,
       archived_at)
     select ${ORDER}, ${THING}, ${STATUS('order')}, ${SOURCE('order')}, ${OWNER}, ${contact(OF_ORDER)},
       (select sum(${quantity} * ${price('l')}) from generate_series(1, ${lines}) l), ${madeAt('i', '$3')},
       ${madeAt('i', '$3')} + interval '1 minute', ${ARCHIVED}
     from generate_series(0, $3::int - 1) i order by i`,
    [...values, THINGS, employees],
  );
  await sql.query(
    `insert into order_line (order_id, position, name, unit, quantity, price)
     select ${ORDER}, l, ${pick('$4::text[]', 'i + l', 15)}, 'шт', ${quantity} * 1000, ${price('l')}
     from generate_series(0, $3::int - 1) i cross join lateral generate_series(1, ${lines}) l where $2::int > 0`,
    [...values, THINGS],
  );
  await sql.query(
    `insert into client_order (client_id, order_id, is_main, why, at)
     select ${client(OF_ORDER)}, ${ORDER}, true, 'made', now() from generate_series(0, $3::int - 1) i
     where (${OF_ORDER}) * $2 < $4::int and i % 1000 <> 999 and not ${isCompany(OF_ORDER)} on conflict do nothing`,
    [...values, clients],
  );
}
