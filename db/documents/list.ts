import type { Pool } from 'pg';
import { COUNTED, type Total } from '#db/chats/listing/total.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { trigramsOf } from '#db/search/asked.ts';
import { anyWayAgain, IS_SOUGHT, SOUGHT, soughtValues } from '#db/contacts/listing/sought.ts';
import type { DocumentState } from '#db/entities/documents/document.ts';
import type { DocumentKind } from '#workflows/documents/vocabulary.ts';
import { type Found, NONE, totalOf } from '#db/records/listing.ts';
import { readSoughtRecord } from '#db/records/sought.ts';
import { DOCUMENT_COLUMNS, DOCUMENT_TABLES, type DocumentRow } from './read.ts';

export interface DocumentFilter {
  kind: DocumentKind | null;
  state: DocumentState | null;
  contactId: string | null;
  companyId: string | null;
  orderId: string | null;
  /** What may go into this chat: of the contact of its client, and of the contacts of the client's leads. */
  chatNumber: number | null;
  /** A part of a number or of the client's name. */
  q: string;
  limit: number;
  offset: number;
}

export interface DocumentList {
  rows: DocumentRow[];
  total: Total;
}

const FITS = `($1::text is null or d.kind = $1) and ($2::text is null or d.state = $2)
  and ($3::uuid is null or d.contact_id = $3) and ($4::uuid is null or d.company_id = $4)
  and ($5::uuid is null or d.order_id = $5)
  and ($6::int is null or d.contact_id in (
    select cl.contact_id from chat c join client cl on cl.id = c.client_id where c.number = $6
    union select l.contact_id from chat c join client_lead dl on dl.client_id = c.client_id
      join lead l on l.id = dl.lead_id where c.number = $6))`;
const narrowedBy = ({ kind, state, contactId, companyId, orderId, chatNumber }: DocumentFilter) => [
  kind,
  state,
  contactId,
  companyId,
  orderId,
  chatNumber,
];

/** The newest first, and how many there are in all: of those that are sought, up to ten thousand. */
export async function listDocuments(pool: Pool, filter: DocumentFilter): Promise<DocumentList> {
  if (filter.q !== '') return inTransaction(pool, (tx) => searchDocuments(tx, filter));
  const [chosen, counted] = await Promise.all([
    pool.query<{ id: string }>(
      `select d.id from document d where ${FITS} order by d.created_at desc, d.id desc limit $7 offset $8`,
      [...narrowedBy(filter), filter.limit, filter.offset],
    ),
    pool.query<{ count: number }>(`select count(*)::int as count from document d where ${FITS}`, narrowedBy(filter)),
  ]);
  const ids = chosen.rows.map(({ id }) => id);
  return { rows: await dress(pool, ids), total: { count: counted.rows[0]?.count ?? 0, isExact: true } };
}

const ALSO = `and ${FITS} limit ${COUNTED + 1}`;
/** Contacts that are sought, by values from `$12` on: no more than are counted, and of more nobody asks further. */
const PEOPLE = SOUGHT(12, 'k.id', `and k.merged_into_id is null limit ${COUNTED + 1}`);
const KEYS = 'd.id, d.created_at';
/** By its number, `$9` and `$10`, or its count `$11`, and by its contact. */
const FOUND = `
  (select ${KEYS} from document d where cardinality($9::text[]) > 0 and d.number is not null
     and trigrams(lower(d.number)) @> $9 and strpos(lower(d.number), $10) > 0 ${ALSO})
  union (select ${KEYS} from document d where d.number_count = $11::int ${ALSO})
  union (select ${KEYS} from people k join document d on d.contact_id = k.id
     where (select count(*) from people) <= ${COUNTED} ${ALSO})`;
/** The same, document by document: of each (`offset 0`), and not of whole tables beforehand. */
const IS_FOUND = `(cardinality($9::text[]) > 0 and strpos(lower(d.number), $10) > 0 or d.number_count = $11::int
  or exists (select 1 from contact k where k.id = d.contact_id and ${IS_SOUGHT(12)} offset 0))`;

/** The newest of those that are found; of more than are counted they are looked for where the list begins. */
async function searchDocuments(tx: Sql, filter: DocumentFilter): Promise<DocumentList> {
  const number = filter.q.toLowerCase();
  const asked = await readSoughtRecord(tx, filter.q);
  const sought = [trigramsOf(number), number, asked.number, ...soughtValues(asked)];
  const values = [...narrowedBy(filter), filter.limit, filter.offset, ...sought];
  const { rows } = await tx.query<Found & { ids: string[] }>(
    `with people as materialized (${PEOPLE}), found as materialized (${FOUND})
     select (select count(*)::int from found) as count, (select count(*) from people) <= ${COUNTED}
         and (select count(*) from found) <= ${COUNTED} as "isWhole",
       array(
       select d.id from found d where (select count(*) from found) <= ${COUNTED}
       order by d.created_at desc, d.id desc limit $7 offset $8) as ids`,
    values,
  );
  await anyWayAgain(tx);
  const chosen = rows[0] ?? { ...NONE, ids: [] };
  if (chosen.isWhole) return { rows: await dress(tx, chosen.ids), total: totalOf(chosen, 0) };
  const many = await tx.query<{ id: string }>(
    `select d.id from document d where ${IS_FOUND} and ${FITS}
     order by d.created_at desc, d.id desc limit $7 offset $8`,
    values,
  );
  const first = many.rows.map(({ id }) => id);
  return { rows: await dress(tx, first), total: totalOf(chosen, filter.offset + first.length) };
}

async function dress(sql: Sql, ids: readonly string[]): Promise<DocumentRow[]> {
  const { rows } = await sql.query<DocumentRow>(
    `select ${DOCUMENT_COLUMNS} from ${DOCUMENT_TABLES} where d.id = any($1::uuid[])
     order by d.created_at desc, d.id desc`,
    [ids],
  );
  return rows;
}
