import type { Sql } from '#db/connection/transaction.ts';
import {
  type ChosenRecord,
  inTheirOrder,
  pageOf,
  PARTS_ORDERS,
  PARTS_TYPES,
  type RecordFilter,
  type RecordPage,
  valuesOf,
  valuesOfPage,
} from '#db/records/listing.ts';
import { LEAD_COLUMNS, LEAD_TABLES, type LeadRow } from './read.ts';

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

const WHERE = `($1 = '' or l.folded like fold($2) or l.number::text = $3 or l.email ilike $2
    or ($4 <> '' and strpos(l.phone, $4) > 0))
  and ($5::text is null or s.meaning = $5) and ($6::uuid is null or l.status_id = $6)
  and ($7::uuid is null or l.source_id = $7)
  and ($8::text is null or ($8 = 'none' and l.owner_id is null) or l.owner_id = $8)
  and ($9::uuid is null or l.contact_id = $9) and (l.archived_at is not null) = $10`;

/** Leads that fit, and how many there are in all. */
export async function listLeads(
  sql: Sql,
  filter: LeadFilter & RecordPage,
): Promise<{ rows: ListedLead[]; total: number }> {
  const [rows, total] = await Promise.all([nextLeads(sql, filter), countLeads(sql, filter)]);
  return { rows, total };
}

/** The same for whoever goes through all of them: nobody counts again for each page. */
export async function nextLeads(sql: Sql, filter: LeadFilter & RecordPage): Promise<ListedLead[]> {
  const chosen = await chooseLeads(sql, filter);
  const { rows } = await sql.query<LeadRow>(`select ${LEAD_COLUMNS} from ${LEAD_TABLES} where l.id = any($1::uuid[])`, [
    chosen.map(({ id }) => id),
  ]);
  return inTheirOrder(chosen, rows);
}

/** Their ids alone. */
export async function chooseLeads(sql: Sql, filter: LeadFilter & RecordPage): Promise<ChosenRecord[]> {
  const { rows } = await sql.query<ChosenRecord>(
    `select l.id, (${LEAD_ORDERS[filter.sort]})::text as key from ${LEAD_TABLES} where ${WHERE}
     ${pageOf(LEAD_ORDERS[filter.sort], TYPES[filter.sort], 'l.number', filter.order)}`,
    [...valuesOf(filter), ...valuesOfPage(filter)],
  );
  return rows;
}

export async function countLeads(sql: Sql, filter: LeadFilter): Promise<number> {
  const { rows } = await sql.query<{ total: number }>(
    `select count(*)::int as total from ${LEAD_TABLES} where ${WHERE}`,
    valuesOf(filter),
  );
  return rows[0]?.total ?? 0;
}
