import type { ClientBase } from 'pg';
import type { Lot } from './filling.ts';
import { idOf, madeAt, pick } from './pick.ts';
import { FAMILY_ENDS, FAMILY_STEMS, FIRST_NAMES, SEGMENTS } from './words.ts';

/** One of so many is a company, and the three after it are its people. */
const GROUP = 20;
/** SQL for whether the contact `m` is one. */
export const isCompany = (m: string): string => `((${m}) % ${GROUP} = 0)`;
const IS_COMPANY = isCompany('c.m');

/** SQL for the id of the contact `m`: where contacts are fewer than clients, of every so manieth of these. */
export const contactOf = (run: string, m: string, every: string): string => idOf('contact', run, `((${m}) * ${every})`);
const CONTACT = contactOf('$1', 'c.m', '$2');

const FAMILY = `${pick('$5::text[]', 'c.n', 3)} || ${pick('$6::text[]', 'c.n', 4)}`;
const CALLED = `case when ${IS_COMPANY} then 'ТОВ «' || ${FAMILY} || ' ' || c.m || '»'
  else ${pick('$4::text[]', 'c.n', 2)} || ' ' || ${FAMILY} end`;
const CODE = `case when ${IS_COMPANY} then lpad((30000000 + c.n)::text, 8, '0')
  when c.m % 3 = 0 then lpad((2500000000 + c.n::bigint)::text, 10, '0') else '' end`;
const phone = (net: string): string => `'+380${net}' || lpad((c.n % 10000000)::text, 7, '0')`;
const PHONES = `array[${phone('67')}] || case when c.m % 7 = 0 then array[${phone('50')}] else '{}' end`;
const OF = `(select m, m * $2::int as n from generate_series(0, $3::int - 1) m) c`;

/** Whoever the company knows: with phones, e-mails, companies and their people. */
export async function fillContacts(sql: ClientBase, { run, contacts, every, employees }: Lot): Promise<void> {
  await sql.query(
    `insert into contact (id, name, kind, full_name, code, address, phones, emails, segment, manager_id, created_at,
       updated_at)
     select ${CONTACT}, ${CALLED}, case when ${IS_COMPANY} then 'company' else 'person' end,
       case when ${IS_COMPANY} then ${CALLED} else '' end, ${CODE},
       case when ${IS_COMPANY} then 'м. Київ, вул. Садова, ' || 1 + c.m % 200 else '' end, ${PHONES},
       array['client-' || $1 || '-' || c.n || '@filled.example'], ${pick('$7::text[]', 'c.n', 5)},
       case when c.m % 2 = 0 then ${pick('$8::text[]', 'c.n', 6)} end, ${madeAt('c.m', '$3')}, ${madeAt('c.m', '$3')}
     from ${OF} order by c.m`,
    [run, every, contacts, FIRST_NAMES, FAMILY_STEMS, FAMILY_ENDS, SEGMENTS, employees],
  );
  await fillPoints(sql, [run, every, contacts]);
  await sql.query(
    `insert into contact_member (person_id, company_id, role)
     select ${CONTACT}, ${contactOf('$1', `c.m - c.m % ${GROUP}`, '$2')}, 'менеджер' from ${OF}
     where c.m % ${GROUP} between 1 and 3`,
    [run, every, contacts],
  );
  await sql.query(
    `insert into contact_history (contact_id, at, field, after)
     select k.id, k.created_at, 'name', to_jsonb(k.name) from ${OF} join contact k on k.id = ${CONTACT}`,
    [run, every, contacts],
  );
}

/** As triggers write them; they are left out where the account may leave them out. */
async function fillPoints(sql: ClientBase, values: unknown[]): Promise<void> {
  await sql.query(
    `insert into contact_point (contact_id, kind, value, typed, is_main, position)
     select k.id, p.kind, p.value, p.value, p.n = 1, p.n - 1 from ${OF} join contact k on k.id = ${CONTACT}
       cross join lateral (
         select 'phone' as kind, value, n::int from unnest(k.phones) with ordinality one (value, n)
         union all
         select 'email', value, n::int from unnest(k.emails) with ordinality one (value, n)) p
     on conflict do nothing`,
    values,
  );
}
