import type { Pool } from 'pg';
import type { LeadFilter } from '#db/leads/list.ts';
import { DIRECTIONS } from '#db/leads/list.ts';
import { soughtRecord } from '#db/records/sought.ts';
import { ORDER_COLUMNS, ORDER_TABLES, type OrderRow } from './read.ts';

/** What a list may be ordered by. */
export const ORDER_ORDERS = { number: 'r.number', total: 'r.total', updatedAt: 'r.updated_at' } as const;

export type OrderFilter = Omit<LeadFilter, 'sort'> & { sort: keyof typeof ORDER_ORDERS };

const WHERE = `($1 = '' or r.folded like fold($2) or r.number::text = $3 or k.folded like fold($2)
    or exists (select 1 from unnest(k.emails) as email where email ilike $2)
    or ($4 <> '' and exists (select 1 from unnest(k.phones) as phone where strpos(phone, $4) > 0))
    or exists (select 1 from order_line n where n.order_id = r.id and fold(n.name) like fold($2)))
  and ($5::text is null or s.meaning = $5) and ($6::uuid is null or r.status_id = $6)
  and ($7::uuid is null or r.source_id = $7)
  and ($8::text is null or ($8 = 'none' and r.owner_id is null) or r.owner_id = $8)
  and ($9::uuid is null or r.contact_id = $9) and (r.archived_at is not null) = $10`;

/** Orders that fit, and how many there are in all. */
export async function listOrders(pool: Pool, filter: OrderFilter): Promise<{ rows: OrderRow[]; total: number }> {
  const { meaning, statusId, sourceId, ownerId, contactId, archived, sort, order } = filter;
  const values = [...soughtRecord(filter.q), meaning, statusId, sourceId, ownerId, contactId, archived];
  const [list, count] = await Promise.all([
    pool.query<OrderRow>(
      `select ${ORDER_COLUMNS} from ${ORDER_TABLES} where ${WHERE}
       order by ${ORDER_ORDERS[sort]} ${DIRECTIONS[order]}, r.number ${DIRECTIONS[order]} limit $11 offset $12`,
      [...values, filter.limit, filter.offset],
    ),
    pool.query<{ total: string }>(`select count(*) as total from ${ORDER_TABLES} where ${WHERE}`, values),
  ]);
  return { rows: list.rows, total: Number(count.rows[0]?.total ?? 0) };
}
