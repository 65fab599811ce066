import type { Pool } from 'pg';
import { COUNTED, type Total } from '#db/chats/listing/total.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { NARROWED, narrowedBy } from '#db/records/narrowed.ts';
import { type Chosen, NONE, readSoughtRecord, totalOf } from '#db/records/sought.ts';
import { LEAD_COLUMNS, LEAD_TABLES, type LeadRow } from './read.ts';

/** What a list may be ordered by. */
export const LEAD_ORDERS = { number: 'l.number', amount: 'coalesce(l.amount, 0)', updatedAt: 'l.updated_at' } as const;
export const DIRECTIONS = { asc: 'asc', desc: 'desc' } as const;

export interface LeadFilter {
  q: string;
  /** Null: whatever it means. */
  meaning: string | null;
  statusId: string | null;
  sourceId: string | null;
  /** An employee's id, or `none` for leads that nobody has. */
  ownerId: string | null;
  contactId: string | null;
  archived: boolean;
  sort: keyof typeof LEAD_ORDERS;
  order: keyof typeof DIRECTIONS;
  limit: number;
  offset: number;
}

export interface LeadList {
  rows: LeadRow[];
  total: Total;
}

/** Leads that fit, and how many there are in all: of those that are sought, up to ten thousand. */
export async function listLeads(pool: Pool, filter: LeadFilter): Promise<LeadList> {
  if (filter.q !== '') return inTransaction(pool, (tx) => searchLeads(tx, filter));
  const { sort, order } = filter;
  const [chosen, counted] = await Promise.all([
    pool.query<{ id: string }>(
      `select l.id from lead l where ${NARROWED('l')}
       order by ${LEAD_ORDERS[sort]} ${DIRECTIONS[order]}, l.number ${DIRECTIONS[order]} limit $7 offset $8`,
      [...narrowedBy(filter), filter.limit, filter.offset],
    ),
    pool.query<{ count: number }>(
      `select count(*)::int as count from lead l where ${NARROWED('l')}`,
      narrowedBy(filter),
    ),
  ]);
  const ids = chosen.rows.map(({ id }) => id);
  return { rows: await dress(pool, ids, filter), total: { count: counted.rows[0]?.count ?? 0, isExact: true } };
}

const ADDRESS = `trigrams(coalesce(l.phone, '') || ' ' || coalesce(l.email, ''))`;
const ALSO = `and ${NARROWED('l')} limit ${COUNTED + 1}`;
const KEYS = 'l.id, l.number, l.amount, l.updated_at';
/** By the values `$9` to `$16`, each way by an index of its own. */
const SOUGHT_BY_INDEX = `
  (select ${KEYS} from lead l where cardinality($9::text[]) > 0 and name_parts(l.folded) @> $9
    and l.folded like all($10::text[]) ${ALSO})
  union (select ${KEYS} from lead l where l.id in (
    select l.id from lead l where $16::boolean and l.folded like all($10) ${ALSO}))
  union (select ${KEYS} from lead l where l.number = $11::int ${ALSO})
  union (select ${KEYS} from lead l where cardinality($12::text[]) > 0 and ${ADDRESS} @> $12
    and strpos(l.phone, $13) > 0 ${ALSO})
  union (select ${KEYS} from lead l where cardinality($14::text[]) > 0 and ${ADDRESS} @> $14
    and l.email like $15 ${ALSO})`;
/** The same, lead by lead. */
const IS_SOUGHT = `((cardinality($9::text[]) > 0 or $16::boolean) and l.folded like all($10::text[])
  or l.number = $11::int or cardinality($12::text[]) > 0 and strpos(l.phone, $13) > 0
  or cardinality($14::text[]) > 0 and l.email like $15)`;

/** The first ones of those that are found; of more than are counted they are looked for where the list begins. */
async function searchLeads(tx: Sql, filter: LeadFilter): Promise<LeadList> {
  const { sort, order } = filter;
  const asked = await readSoughtRecord(tx, filter.q);
  const { nameParts, patterns, number, phoneParts, digits, emailParts, email, areShort } = asked;
  const sought = [nameParts, patterns, number, phoneParts, digits, emailParts, email, areShort];
  const values = [...narrowedBy(filter), filter.limit, filter.offset, ...sought];
  const { rows } = await tx.query<Chosen>(
    `with found as materialized (${SOUGHT_BY_INDEX})
     select (select count(*)::int from found) as count, (select count(*) from found) <= ${COUNTED} as "isWhole", array(
       select l.id from found l where (select count(*) from found) <= ${COUNTED}
       order by ${LEAD_ORDERS[sort]} ${DIRECTIONS[order]}, l.number ${DIRECTIONS[order]} limit $7 offset $8) as ids`,
    values,
  );
  const chosen = rows[0] ?? NONE;
  if (chosen.isWhole) return { rows: await dress(tx, chosen.ids, filter), total: totalOf(chosen, 0) };
  const many = await tx.query<{ id: string }>(
    `select l.id from lead l where ${IS_SOUGHT} and ${NARROWED('l')}
     order by ${LEAD_ORDERS[sort]} ${DIRECTIONS[order]}, l.number ${DIRECTIONS[order]} limit $7 offset $8`,
    values,
  );
  const first = many.rows.map(({ id }) => id);
  return { rows: await dress(tx, first, filter), total: totalOf(chosen, filter.offset + first.length) };
}

async function dress(sql: Sql, ids: readonly string[], { sort, order }: LeadFilter): Promise<LeadRow[]> {
  const { rows } = await sql.query<LeadRow>(
    `select ${LEAD_COLUMNS} from ${LEAD_TABLES} where l.id = any($1::uuid[])
     order by ${LEAD_ORDERS[sort]} ${DIRECTIONS[order]}, l.number ${DIRECTIONS[order]}`,
    [ids],
  );
  return rows;
}
