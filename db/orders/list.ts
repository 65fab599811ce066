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
import { ORDER_COLUMNS, ORDER_TABLES, type OrderRow } from './read.ts';

/** What a list may be ordered by. */
export const ORDER_ORDERS = {
  number: 'r.number',
  total: 'r.total',
  createdAt: 'r.created_at',
  updatedAt: 'r.updated_at',
  ...PARTS_ORDERS,
} as const;
const TYPES = {
  number: 'int',
  total: 'bigint',
  createdAt: 'timestamptz',
  updatedAt: 'timestamptz',
  ...PARTS_TYPES,
} as const;
export type OrderSort = keyof typeof ORDER_ORDERS;

export type OrderFilter = RecordFilter & { sort: OrderSort };
export type ListedOrder = OrderRow & { key: string };

const WHERE = `($1 = '' or r.folded like fold($2) or r.number::text = $3 or k.folded like fold($2)
    or exists (select 1 from unnest(k.emails) as email where email ilike $2)
    or ($4 <> '' and exists (select 1 from unnest(k.phones) as phone where strpos(phone, $4) > 0))
    or exists (select 1 from order_line n where n.order_id = r.id and fold(n.name) like fold($2)))
  and ($5::text is null or s.meaning = $5) and ($6::uuid is null or r.status_id = $6)
  and ($7::uuid is null or r.source_id = $7)
  and ($8::text is null or ($8 = 'none' and r.owner_id is null) or r.owner_id = $8)
  and ($9::uuid is null or r.contact_id = $9) and (r.archived_at is not null) = $10`;

/** Orders that fit, and how many there are in all. */
export async function listOrders(
  sql: Sql,
  filter: OrderFilter & RecordPage,
): Promise<{ rows: ListedOrder[]; total: number }> {
  const [rows, total] = await Promise.all([nextOrders(sql, filter), countOrders(sql, filter)]);
  return { rows, total };
}

/** The same for whoever goes through all of them: nobody counts again for each page. */
export async function nextOrders(sql: Sql, filter: OrderFilter & RecordPage): Promise<ListedOrder[]> {
  const chosen = await chooseOrders(sql, filter);
  const { rows } = await sql.query<OrderRow>(
    `select ${ORDER_COLUMNS} from ${ORDER_TABLES} where r.id = any($1::uuid[])`,
    [chosen.map(({ id }) => id)],
  );
  return inTheirOrder(chosen, rows);
}

/** Their ids alone. */
export async function chooseOrders(sql: Sql, filter: OrderFilter & RecordPage): Promise<ChosenRecord[]> {
  const { rows } = await sql.query<ChosenRecord>(
    `select r.id, (${ORDER_ORDERS[filter.sort]})::text as key from ${ORDER_TABLES} where ${WHERE}
     ${pageOf(ORDER_ORDERS[filter.sort], TYPES[filter.sort], 'r.number', filter.order)}`,
    [...valuesOf(filter), ...valuesOfPage(filter)],
  );
  return rows;
}

export async function countOrders(sql: Sql, filter: OrderFilter): Promise<number> {
  const { rows } = await sql.query<{ total: number }>(
    `select count(*)::int as total from ${ORDER_TABLES} where ${WHERE}`,
    valuesOf(filter),
  );
  return rows[0]?.total ?? 0;
}
