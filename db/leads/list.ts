import type { Pool } from 'pg';
import { COUNTED } from '#db/chats/listing/total.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import {
  type ChosenRecord,
  type Found,
  inTheirOrder,
  NARROWED,
  NONE,
  pageOf,
  PARTS_ORDERS,
  PARTS_TYPES,
  type RecordFilter,
  type RecordPage,
  valuesOf,
  valuesOfPage,
} from '#db/records/listing.ts';
import { anyWayAgain } from '#db/contacts/listing/sought.ts';
import { listOf } from '#db/records/list-of.ts';
import { readSoughtRecord } from '#db/records/sought.ts';
import { LEAD_COLUMNS, LEAD_JOINS, LEAD_TABLES, type LeadRow } from './read.ts';

/** What a list may be ordered by. */
export const LEAD_ORDERS = {
  number: 'l.number',
  amount: 'coalesce(l.amount, 0)',
  createdAt: 'l.created_at',
  updatedAt: 'l.updated_at',
  ...PARTS_ORDERS,
} as const;
const TYPES = {
  number: 'int',
  amount: 'bigint',
  createdAt: 'timestamptz',
  updatedAt: 'timestamptz',
  ...PARTS_TYPES,
} as const;
export type LeadSort = keyof typeof LEAD_ORDERS;

export type LeadFilter = RecordFilter & { sort: LeadSort };
export type ListedLead = LeadRow & { key: string };

const ADDRESS = `trigrams(coalesce(l.phone, '') || ' ' || coalesce(l.email, ''))`;
/** By eight values from `$n` on, each way by an index of its own. */
const SOUGHT = (n: number, columns: string, rest: string): string => `
  (select ${columns} from lead l where cardinality($${n}::text[]) > 0 and name_parts(l.folded) @> $${n}
    and l.folded like all($${n + 1}::text[]) ${rest})
  union (select ${columns} from lead l where cardinality($${n + 2}::text[]) > 0
    and name_letters(l.folded) @> $${n + 2} and l.folded like all($${n + 1}) ${rest})
  union (select ${columns} from lead l where l.number = $${n + 3}::int ${rest})
  union (select ${columns} from lead l where cardinality($${n + 4}::text[]) > 0 and ${ADDRESS} @> $${n + 4}
    and strpos(l.phone, $${n + 5}) > 0 ${rest})
  union (select ${columns} from lead l where cardinality($${n + 6}::text[]) > 0 and ${ADDRESS} @> $${n + 6}
    and l.email like $${n + 7} ${rest})`;
/** The same, lead by lead. */
const IS_SOUGHT = {
  any: '',
  look: `and ((cardinality($11::text[]) > 0 or cardinality($13::text[]) > 0) and l.folded like all($12::text[])
    or l.number = $14::int or cardinality($15::text[]) > 0 and strpos(l.phone, $16) > 0
    or cardinality($17::text[]) > 0 and l.email like $18)`,
} as const;
/** What a list may be ordered by, and what leads to it. */
const KEYS = 'l.id, l.number, l.amount, l.created_at, l.updated_at, l.status_id, l.source_id, l.owner_id, l.contact_id';

type Page = LeadFilter & RecordPage;

/** Leads in a list: which ones, how many, and all that is told of them. */
export const {
  list: listLeads,
  next: nextLeads,
  choose: chooseLeads,
  count: countLeads,
} = listOf<LeadFilter, Page, ListedLead>({
  choose: (pool, page) => choose(pool, page, 'any', []),
  seek,
  countAny,
  countSought,
  dress,
});

async function countSought(pool: Pool, filter: LeadFilter): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ total: number }>(
      `select count(*)::int as total from lead l where ${NARROWED('l')}
         and l.id in (${SOUGHT(7, 'l.id', `and ${NARROWED('l')}`)})`,
      [...valuesOf(filter), ...(await soughtOf(tx, filter.q))],
    );
    return rows[0]?.total ?? 0;
  });
}

/** Up to ten thousand are found by indexes and ordered; of more the first ones come soon where the list begins. */
async function seek(pool: Pool, page: Page): Promise<{ chosen: ChosenRecord[]; found: Found }> {
  return inTransaction(pool, async (tx) => {
    const sought = await soughtOf(tx, page.q);
    const { rows } = await tx.query<Found & { chosen: ChosenRecord[] }>(
      `with found as materialized (${SOUGHT(11, KEYS, `and ${NARROWED('l')} limit ${COUNTED + 1}`)})
       select (select count(*)::int from found) as count, (select count(*) from found) <= ${COUNTED} as "isWhole",
         (select coalesce(json_agg(c), '[]') from (
           select l.id, (${LEAD_ORDERS[page.sort]})::text as key from found l ${LEAD_JOINS}
           where (select count(*) from found) <= ${COUNTED}
           ${pageOf(LEAD_ORDERS[page.sort], TYPES[page.sort], 'l.number', page.order)}) c) as chosen`,
      [...valuesOf(page), ...valuesOfPage(page), ...sought],
    );
    await anyWayAgain(tx);
    const { chosen, ...found } = rows[0] ?? { ...NONE, chosen: [] };
    return { chosen: found.isWhole ? chosen : await choose(tx, page, 'look', sought), found };
  });
}

async function soughtOf(tx: Sql, q: string): Promise<unknown[]> {
  const asked = await readSoughtRecord(tx, q);
  const { nameParts, patterns, short, number, phoneParts, digits, emailParts, email } = asked;
  return [nameParts, patterns, short, number, phoneParts, digits, emailParts, email];
}

async function choose(sql: Sql, page: Page, by: 'any' | 'look', sought: unknown[]): Promise<ChosenRecord[]> {
  const { rows } = await sql.query<ChosenRecord>(
    `select l.id, (${LEAD_ORDERS[page.sort]})::text as key from ${LEAD_TABLES}
     where ${NARROWED('l')} ${IS_SOUGHT[by]}
     ${pageOf(LEAD_ORDERS[page.sort], TYPES[page.sort], 'l.number', page.order)}`,
    [...valuesOf(page), ...valuesOfPage(page), ...sought],
  );
  return rows;
}

async function countAny(sql: Sql, filter: LeadFilter): Promise<number> {
  const { rows } = await sql.query<{ total: number }>(
    `select count(*)::int as total from lead l where ${NARROWED('l')}`,
    valuesOf(filter),
  );
  return rows[0]?.total ?? 0;
}

async function dress(sql: Sql, chosen: readonly ChosenRecord[]): Promise<ListedLead[]> {
  const { rows } = await sql.query<LeadRow>(`select ${LEAD_COLUMNS} from ${LEAD_TABLES} where l.id = any($1::uuid[])`, [
    chosen.map(({ id }) => id),
  ]);
  return inTheirOrder(chosen, rows);
}
