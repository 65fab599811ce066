import type { Pool } from 'pg';
import { COUNTED } from '#db/chats/listing/total.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import {
  anyWayAgain,
  IS_SOUGHT as IS_SOUGHT_CONTACT,
  SOUGHT as SOUGHT_CONTACT,
  soughtValues,
} from '#db/contacts/listing/sought.ts';
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
import { listOf } from '#db/records/list-of.ts';
import { readSoughtRecord } from '#db/records/sought.ts';
import { ORDER_COLUMNS, ORDER_JOINS, ORDER_TABLES, type OrderRow } from './read.ts';

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

/** Of an order, by values from `$n` on: the words, whether they are short, a number, and nine of its contact. */
const LINES = (n: number): string => `select n.order_id from order_line n where cardinality($${n}::text[]) > 0
  and name_parts(n.folded) @> $${n} and n.folded like all($${n + 1}::text[])`;
const PEOPLE = (n: number, rest: string): string =>
  SOUGHT_CONTACT(n + 3, 'k.id', `and k.merged_into_id is null ${rest}`);
const OWN = (n: number, columns: string, rest: string): string => `
  (select ${columns} from customer_order r where cardinality($${n}::text[]) > 0 and name_parts(r.folded) @> $${n}
    and r.folded like all($${n + 1}::text[]) ${rest})
  union (select ${columns} from customer_order r where cardinality($${n + 5}::text[]) > 0
    and name_letters(r.folded) @> $${n + 5} and r.folded like all($${n + 1}) ${rest})
  union (select ${columns} from customer_order r where r.number = $${n + 2}::int ${rest})`;
const SOUGHT = (n: number): string => `${OWN(n, 'r.id', `and ${NARROWED('r')}`)} union ${LINES(n)}
  union select r.id from customer_order r where r.contact_id in (${PEOPLE(n, '')})`;
/** `look`: of each (`offset 0`), and not of whole tables beforehand. */
const IS_SOUGHT = {
  any: '',
  look: `and ((cardinality($11::text[]) > 0 or cardinality($16::text[]) > 0) and r.folded like all($12::text[])
    or r.number = $13::int
    or exists (select 1 from order_line n where n.order_id = r.id and cardinality($11) > 0
      and n.folded like all($12) offset 0)
    or exists (select 1 from contact k where k.id = r.contact_id and ${IS_SOUGHT_CONTACT(14)} offset 0))`,
} as const;
/** What a list may be ordered by, and what leads to it. */
const KEYS = 'r.id, r.number, r.total, r.created_at, r.updated_at, r.status_id, r.source_id, r.owner_id, r.contact_id';
const MOST = `limit ${COUNTED + 1}`;

type Page = OrderFilter & RecordPage;

/** Orders in a list: which ones, how many, and all that is told of them. */
export const {
  list: listOrders,
  next: nextOrders,
  choose: chooseOrders,
  count: countOrders,
} = listOf<OrderFilter, Page, ListedOrder>({
  choose: (pool, page) => choose(pool, page, 'any', []),
  seek,
  countAny,
  countSought,
  dress,
});

async function countSought(pool: Pool, filter: OrderFilter): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ total: number }>(
      `select count(*)::int as total from customer_order r where ${NARROWED('r')} and r.id in (${SOUGHT(7)})`,
      [...valuesOf(filter), ...(await soughtOf(tx, filter.q))],
    );
    return rows[0]?.total ?? 0;
  });
}

/** All that is found, as CTEs: of lines and contacts no more than are counted, and of more nobody asks further. */
const FOUND = `people as materialized (${PEOPLE(11, MOST)}), lines as materialized (${LINES(11)} ${MOST}),
  found as materialized (${OWN(11, KEYS, `and ${NARROWED('r')} ${MOST}`)}
    union (select ${KEYS} from (select distinct order_id from lines) n join customer_order r on r.id = n.order_id
      where (select count(*) from lines) <= ${COUNTED} and ${NARROWED('r')} ${MOST})
    union (select ${KEYS} from people k join customer_order r on r.contact_id = k.id
      where (select count(*) from people) <= ${COUNTED} and ${NARROWED('r')} ${MOST})),
  counted as (select (select count(*)::int from found) as count, (select count(*) from people) <= ${COUNTED}
    and (select count(*) from lines) <= ${COUNTED} and (select count(*) from found) <= ${COUNTED} as whole)`;

/** Up to ten thousand are found by indexes and ordered; of more the first ones come soon where the list begins. */
async function seek(pool: Pool, page: Page): Promise<{ chosen: ChosenRecord[]; found: Found }> {
  return inTransaction(pool, async (tx) => {
    const sought = await soughtOf(tx, page.q);
    const { rows } = await tx.query<Found & { chosen: ChosenRecord[] }>(
      `with ${FOUND} select counted.count, counted.whole as "isWhole", (select coalesce(json_agg(c), '[]') from (
           select r.id, (${ORDER_ORDERS[page.sort]})::text as key from found r ${ORDER_JOINS}
           where (select whole from counted)
           ${pageOf(ORDER_ORDERS[page.sort], TYPES[page.sort], 'r.number', page.order)}) c) as chosen from counted`,
      [...valuesOf(page), ...valuesOfPage(page), ...sought],
    );
    await anyWayAgain(tx);
    const { chosen, ...found } = rows[0] ?? { ...NONE, chosen: [] };
    return { chosen: found.isWhole ? chosen : await choose(tx, page, 'look', sought), found };
  });
}

async function soughtOf(tx: Sql, q: string): Promise<unknown[]> {
  const asked = await readSoughtRecord(tx, q);
  return [asked.nameParts, asked.patterns, asked.number, ...soughtValues(asked)];
}

async function choose(sql: Sql, page: Page, by: 'any' | 'look', sought: unknown[]): Promise<ChosenRecord[]> {
  const { rows } = await sql.query<ChosenRecord>(
    `select r.id, (${ORDER_ORDERS[page.sort]})::text as key from ${ORDER_TABLES}
     where ${NARROWED('r')} ${IS_SOUGHT[by]}
     ${pageOf(ORDER_ORDERS[page.sort], TYPES[page.sort], 'r.number', page.order)}`,
    [...valuesOf(page), ...valuesOfPage(page), ...sought],
  );
  return rows;
}

async function countAny(sql: Sql, filter: OrderFilter): Promise<number> {
  const { rows } = await sql.query<{ total: number }>(
    `select count(*)::int as total from customer_order r where ${NARROWED('r')}`,
    valuesOf(filter),
  );
  return rows[0]?.total ?? 0;
}

async function dress(sql: Sql, chosen: readonly ChosenRecord[]): Promise<ListedOrder[]> {
  const { rows } = await sql.query<OrderRow>(
    `select ${ORDER_COLUMNS} from ${ORDER_TABLES} where r.id = any($1::uuid[])`,
    [chosen.map(({ id }) => id)],
  );
  return inTheirOrder(chosen, rows);
}
