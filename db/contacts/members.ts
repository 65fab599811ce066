import type { Sql } from '#db/connection/transaction.ts';

/** A contact that another one belongs to, or that belongs to it, and as what. */
export interface Member {
  id: string;
  name: string;
  role: string;
}

/** The companies a person belongs to. */
export async function companiesOf(sql: Sql, personId: string): Promise<Member[]> {
  const { rows } = await sql.query<Member>(
    `select k.id, k.name, m.role from contact_member m join contact k on k.id = m.company_id
     where m.person_id = $1 order by k.name collate "uk-x-icu", k.id`,
    [personId],
  );
  return rows;
}

/** More are found by the list. */
const SHOWN_PEOPLE = 200;

/** The people of a company. */
export async function peopleOf(sql: Sql, companyId: string): Promise<Member[]> {
  const { rows } = await sql.query<Member>(
    `select k.id, k.name, m.role from contact_member m join contact k on k.id = m.person_id
     where m.company_id = $1 order by k.name collate "uk-x-icu", k.id limit ${SHOWN_PEOPLE}`,
    [companyId],
  );
  return rows;
}

/** Which of these are no company that is there; who is one stays so until the commit. */
export async function noCompanies(tx: Sql, ids: string[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from contact where id = any($1::uuid[]) and kind = 'company' and merged_into_id is null
     order by id for share`,
    [ids],
  );
  const known = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

export async function hasPeople(tx: Sql, companyId: string): Promise<boolean> {
  return (await tx.query('select 1 from contact_member where company_id = $1 limit 1', [companyId])).rowCount === 1;
}

/** The person belongs to these companies, and to no others. */
export async function keepCompanies(
  tx: Sql,
  personId: string,
  companies: readonly { id: string; role: string }[],
): Promise<void> {
  await tx.query('delete from contact_member where person_id = $1 and company_id <> all($2::uuid[])', [
    personId,
    companies.map(({ id }) => id),
  ]);
  await tx.query(
    `insert into contact_member (person_id, company_id, role)
     select $1::uuid, company, role from unnest($2::uuid[], $3::text[]) as given(company, role)
     on conflict (person_id, company_id) do update set role = excluded.role`,
    [personId, companies.map(({ id }) => id), companies.map(({ role }) => role)],
  );
}
