import type { Pool } from 'pg';
import { COUNTED, type Total } from '#db/chats/listing/total.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { IS_SOUGHT, SOUGHT, soughtValues } from '#db/contacts/sought.ts';
import type { LeadFilter } from '#db/leads/list.ts';
import { DIRECTIONS } from '#db/leads/list.ts';
import { NARROWED, narrowedBy } from '#db/records/narrowed.ts';
import { type Chosen, NONE, readSoughtRecord, totalOf } from '#db/records/sought.ts';
import { ORDER_COLUMNS, ORDER_TABLES, type OrderRow } from './read.ts';

/** What a list may be ordered by. */
export const ORDER_ORDERS = { number: 'r.number', total: 'r.total', updatedAt: 'r.updated_at' } as const;

export type OrderFilter = Omit<LeadFilter, 'sort'> & { sort: keyof typeof ORDER_ORDERS };

export interface OrderList {
  rows: OrderRow[];
  total: Total;
}

/** Orders that fit, and how many there are in all: of those that are sought, up to ten thousand. */
export async function listOrders(pool: Pool, filter: OrderFilter): Promise<OrderList> {
  if (filter.q !== '') return inTransaction(pool, (tx) => searchOrders(tx, filter));
  const { sort, order } = filter;
  const [chosen, counted] = await Promise.all([
    pool.query<{ id: string }>(
      `select r.id from customer_order r where ${NARROWED('r')}
       order by ${ORDER_ORDERS[sort]} ${DIRECTIONS[order]}, r.number ${DIRECTIONS[order]} limit $7 offset $8`,
      [...narrowedBy(filter), filter.limit, filter.offset],
    ),
    pool.query<{ count: number }>(
      `select count(*)::int as count from customer_order r where ${NARROWED('r')}`,
      narrowedBy(filter),
    ),
  ]);
  const ids = chosen.rows.map(({ id }) => id);
  return { rows: await dress(pool, ids, filter), total: { count: counted.rows[0]?.count ?? 0, isExact: true } };
}

const ALSO = `and ${NARROWED('r')} limit ${COUNTED + 1}`;
/** Contacts that are sought, by values from `$12` on: no more than are counted, and of more nobody asks further. */
const PEOPLE = SOUGHT(12, 'k.id', `and k.merged_into_id is null limit ${COUNTED + 1}`);
/** Of orders, in which the words stand; the same of them. */
const LINES = `select n.order_id from order_line n where cardinality($9::text[]) > 0 and name_parts(n.folded) @> $9
  and n.folded like all($10::text[]) limit ${COUNTED + 1}`;
const KEYS = 'r.id, r.number, r.total, r.updated_at';
/** By its own name, its number, what stands in its lines, and its contact. */
const FOUND = `
  (select ${KEYS} from customer_order r where cardinality($9::text[]) > 0 and name_parts(r.folded) @> $9
     and r.folded like all($10::text[]) ${ALSO})
  union (select ${KEYS} from customer_order r where r.id in (
    select r.id from customer_order r where $14::boolean and r.folded like all($10) ${ALSO}))
  union (select ${KEYS} from customer_order r where r.number = $11::int ${ALSO})
  union (select ${KEYS} from (select distinct order_id from lines) n join customer_order r on r.id = n.order_id
     where (select count(*) from lines) <= ${COUNTED} ${ALSO})
  union (select ${KEYS} from people k join customer_order r on r.contact_id = k.id
     where (select count(*) from people) <= ${COUNTED} ${ALSO})`;
/** The same, order by order: of each (`offset 0`), and not of whole tables beforehand. */
const IS_FOUND = `((cardinality($9::text[]) > 0 or $14::boolean) and r.folded like all($10::text[])
  or r.number = $11::int
  or exists (select 1 from order_line n where n.order_id = r.id and cardinality($9) > 0
    and n.folded like all($10) offset 0)
  or exists (select 1 from contact k where k.id = r.contact_id and ${IS_SOUGHT(12)} offset 0))`;

/** The first ones of those that are found; of more than are counted they are looked for where the list begins. */
async function searchOrders(tx: Sql, filter: OrderFilter): Promise<OrderList> {
  const { sort, order } = filter;
  const asked = await readSoughtRecord(tx, filter.q);
  const sought = [asked.nameParts, asked.patterns, asked.number, ...soughtValues(asked)];
  const values = [...narrowedBy(filter), filter.limit, filter.offset, ...sought];
  const { rows } = await tx.query<Chosen>(
    `with people as materialized (${PEOPLE}), lines as materialized (${LINES}), found as materialized (${FOUND})
     select (select count(*)::int from found) as count, (select count(*) from people) <= ${COUNTED}
         and (select count(*) from lines) <= ${COUNTED}
         and (select count(*) from found) <= ${COUNTED} as "isWhole",
       array(
       select r.id from found r where (select count(*) from found) <= ${COUNTED}
       order by ${ORDER_ORDERS[sort]} ${DIRECTIONS[order]}, r.number ${DIRECTIONS[order]} limit $7 offset $8) as ids`,
    values,
  );
  const chosen = rows[0] ?? NONE;
  if (chosen.isWhole) return { rows: await dress(tx, chosen.ids, filter), total: totalOf(chosen, 0) };
  const many = await tx.query<{ id: string }>(
    `select r.id from customer_order r where ${IS_FOUND} and ${NARROWED('r')}
     order by ${ORDER_ORDERS[sort]} ${DIRECTIONS[order]}, r.number ${DIRECTIONS[order]} limit $7 offset $8`,
    values,
  );
  const first = many.rows.map(({ id }) => id);
  return { rows: await dress(tx, first, filter), total: totalOf(chosen, filter.offset + first.length) };
}

async function dress(sql: Sql, ids: readonly string[], { sort, order }: OrderFilter): Promise<OrderRow[]> {
  const { rows } = await sql.query<OrderRow>(
    `select ${ORDER_COLUMNS} from ${ORDER_TABLES} where r.id = any($1::uuid[])
     order by ${ORDER_ORDERS[sort]} ${DIRECTIONS[order]}, r.number ${DIRECTIONS[order]}`,
    [ids],
  );
  return rows;
}
