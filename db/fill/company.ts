import type { ClientBase } from 'pg';
import { FAMILY_ENDS, FAMILY_STEMS, FIRST_NAMES } from './words.ts';

const PAGES = 5;
const OPERATORS = 40;

/** Pages and operators for what is filled: those that are there, and as many more as it takes. */
export async function fillCompany(
  sql: ClientBase,
  sealToken: (facebookId: string) => string,
): Promise<{ pages: string[]; employees: string[] }> {
  const known = await sql.query<{ id: string }>('select id from page order by created_at, id');
  for (let n = known.rows.length; n < PAGES; n += 1) await addPage(sql, n + 1, sealToken);
  await addOperators(sql);
  const pages = await sql.query<{ id: string }>('select id from page order by created_at, id');
  const employees = await sql.query<{ id: string }>(`select id from employee where id like 'filled-%' order by id`);
  return { pages: pages.rows.map(({ id }) => id), employees: employees.rows.map(({ id }) => id) };
}

async function addPage(sql: ClientBase, n: number, sealToken: (facebookId: string) => string): Promise<void> {
  const facebookId = `99000000000000${n}`;
  await sql.query(
    `with added as (
       insert into page (facebook_id, name, sealed_token) values ($1, $2, $3) on conflict do nothing returning id)
     insert into page_pace (page_id) select id from added`,
    [facebookId, `Філія ${n}`, sealToken(facebookId)],
  );
}

/** They have no password, so nobody logs in as one. Each sees a part of the pages. */
async function addOperators(sql: ClientBase): Promise<void> {
  await sql.query(
    `insert into employee (id, name, email, email_verified, roles)
     select 'filled-' || lpad(n::text, 2, '0'),
       ($2::text[])[1 + n % cardinality($2)] || ' ' || ($3::text[])[1 + n * 7 % cardinality($3)] ||
         ($4::text[])[1 + n * 3 % cardinality($4)], 'operator-' || n || '@filled.example', true, '{operator}'
     from generate_series(1, $1::int) n on conflict do nothing`,
    [OPERATORS, FIRST_NAMES, FAMILY_STEMS, FAMILY_ENDS],
  );
  await sql.query(
    `insert into page_access (page_id, employee_id)
     select p.id, e.id from (select id, row_number() over (order by created_at, id) as n from page) p
     join (select id, row_number() over (order by id) as n from employee where id like 'filled-%') e
       on (e.n + p.n) % 2 = 0
     on conflict do nothing`,
  );
}
