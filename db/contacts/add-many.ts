import type { Sql } from '#db/connection/transaction.ts';
import type { ContactFields } from './fields.ts';
import { lookAnewFor } from './told.ts';

/** A contact whose id is known before it is there. */
export type ManyContact = ContactFields & { id: string };

/** Adds many in a few statements; returns when, which all of them have as their last change. */
export async function addMany(tx: Sql, contacts: readonly ManyContact[], by: string | null): Promise<string> {
  const at = await insertAll(tx, contacts);
  await insertPoints(tx, contacts);
  await tx.query(
    `insert into contact_member (person_id, company_id, role)
     select person, company, role from unnest($1::uuid[], $2::uuid[], $3::text[]) as given(person, company, role)`,
    transposed(
      contacts.flatMap(({ id, companies }) => companies.map((company) => [id, company.id, company.role])),
      3,
    ),
  );
  await tx.query(
    `insert into contact_history (contact_id, author_id, field, before, after)
     select id, $2::text, 'name', null, to_jsonb(name) from contact where id = any($1::uuid[])`,
    [contacts.map(({ id }) => id), by],
  );
  await lookAnewFor(
    tx,
    contacts.flatMap(({ phones }) => phones.map(({ value }) => value)),
    contacts.flatMap(({ emails }) => emails.map(({ value }) => value)),
  );
  return at;
}

async function insertAll(tx: Sql, contacts: readonly ManyContact[]): Promise<string> {
  const { rows } = await tx.query<{ at: string }>(
    `with made as (insert into contact (id, name, kind, full_name, code, vat_code, address, signatory, segment,
         manager_id, phones, emails)
       select id, name, kind, "fullName", code, "vatCode", address, signatory, segment, "managerId", '{}', '{}'
       from jsonb_to_recordset($1::jsonb) as given(id uuid, name text, kind text, "fullName" text, code text,
         "vatCode" text, address text, signatory text, segment text, "managerId" text) returning updated_at)
     select max(updated_at)::text as at from made`,
    [JSON.stringify(contacts)],
  );
  return rows[0]?.at ?? '';
}

async function insertPoints(tx: Sql, contacts: readonly ManyContact[]): Promise<void> {
  const rows = contacts.flatMap(({ id, phones, emails }) =>
    [phones, emails].flatMap((points) =>
      points.map(({ kind, value, typed, isMain }, position) => [id, kind, value, typed, isMain, position]),
    ),
  );
  await tx.query(
    `insert into contact_point (contact_id, kind, value, typed, is_main, position)
     select contact, kind, value, typed, main, position
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bool[], $6::int[])
       as given(contact, kind, value, typed, main, position)`,
    transposed(rows, 6),
  );
}

/** A list of each column's values, as `unnest` takes them. */
function transposed<T>(rows: readonly T[][], columns: number): (T | undefined)[][] {
  return Array.from({ length: columns }, (_, column) => rows.map((row) => row[column]));
}
