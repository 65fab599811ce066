import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { ContactKind } from '#db/entities/contact.ts';
import type { PointKind } from '#db/entities/crm/contact-point.ts';

/** A phone (E.164) or an e-mail (in lower case) of a contact. */
export interface Point {
  kind: PointKind;
  value: string;
  /** As somebody wrote it. */
  typed: string;
  label: string;
  isMain: boolean;
}

export interface ContactRow {
  id: string;
  kind: ContactKind;
  name: string;
  /** What documents call it. */
  fullName: string;
  /** ЄДРПОУ or РНОКПП. */
  code: string;
  vatCode: string;
  address: string;
  signatory: string;
  /** Phones first, each kind in its order. */
  points: Point[];
  /** E.164. */
  phones: string[];
  /** In lower case. */
  emails: string[];
  manager: Person | null;
  segment: string;
  createdAt: Date;
  updatedAt: Date;
}

export const CONTACT_COLUMNS = `
  k.id, k.kind, k.name, k.full_name as "fullName", k.code, k.vat_code as "vatCode", k.address, k.signatory,
  k.phones, k.emails, k.segment, k.created_at as "createdAt", k.updated_at as "updatedAt",
  coalesce((select json_agg(json_build_object('kind', p.kind, 'value', p.value, 'typed', p.typed, 'label', p.label,
      'isMain', p.is_main) order by p.kind desc, p.position, p.id)
    from contact_point p where p.contact_id = k.id), '[]') as points,
  case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as manager`;
export const CONTACT_TABLES = 'contact k left join employee e on e.id = k.manager_id';

export async function findContact(sql: Sql, id: string): Promise<ContactRow | null> {
  const { rows } = await sql.query<ContactRow>(`select ${CONTACT_COLUMNS} from ${CONTACT_TABLES} where k.id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}

/** Who the client of a chat is, as it was settled. */
export async function findLinkedContact(sql: Sql, clientId: string): Promise<ContactRow | null> {
  const { rows } = await sql.query<ContactRow>(
    `select ${CONTACT_COLUMNS} from ${CONTACT_TABLES} where k.id = (select contact_id from client where id = $1)`,
    [clientId],
  );
  return rows[0] ?? null;
}

/** More than that is no hint any more. */
const SHOWN_DUPLICATES = 10;

/** Other contacts with one of its phones or e-mails: may be right (a family), may be the same person twice. */
export async function findDuplicates(sql: Sql, { id, phones, emails }: ContactRow): Promise<Person[]> {
  const { rows } = await sql.query<Person>(
    // Found first, and ordered then (`offset 0`): else all contacts would be gone through in the order of their names.
    `with shared as materialized (
       select contact_id as id from contact_point where kind = 'phone' and value = any($2::text[])
       union select contact_id from contact_point where kind = 'email' and value = any($3::text[]))
     select k.id, k.name from (select id, name from contact where id = any(array(select s.id from shared s))
       and id <> $1 and merged_into_id is null offset 0) k
     order by k.name collate "uk-x-icu", k.id limit ${SHOWN_DUPLICATES}`,
    [id, phones, emails],
  );
  return rows;
}

/** More are not offered. */
const SHOWN_SEGMENTS = 200;

/** The segments in use, to be offered while one is typed: each is the next one in the index, however many have it. */
export async function listSegments(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ segment: string }>(
    `with recursive used as (
       (select segment, 1 as n from contact where merged_into_id is null and segment <> '' order by segment limit 1)
       union all
       select (select k.segment from contact k where k.merged_into_id is null and k.segment <> ''
           and k.segment > u.segment order by k.segment limit 1), u.n + 1
         from used u where u.segment is not null and u.n < ${SHOWN_SEGMENTS})
     select segment from used where segment is not null order by segment`,
  );
  return rows.map(({ segment }) => segment);
}
