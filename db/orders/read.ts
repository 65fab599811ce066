import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { joinedParts, PARTS_COLUMNS } from '#db/records/read-parts.ts';
import type { StatusOfRecord } from '#db/leads/read.ts';
import type { Line } from '#workflows/documents/arithmetic.ts';

/** As a document has it, with what is off this line alone, in kopecks. */
export type OrderLine = Line & { discount: number };

export interface OrderRow {
  id: string;
  number: number;
  /** May be empty. */
  name: string;
  status: StatusOfRecord;
  source: Person | null;
  owner: Person | null;
  contact: Person | null;
  /** Prices have the VAT in them. */
  withVat: boolean;
  /** Off the whole, in kopecks like every sum. */
  discount: number;
  lines: OrderLine[];
  total: number;
  note: string;
  /** Why it was cancelled. */
  reason: string;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
}

export const ORDER_COLUMNS = `
  r.id, r.number, r.name, r.with_vat as "withVat", r.discount::float8 as discount, r.total::float8 as total, r.note,
  r.reason, r.created_at as "createdAt", r.updated_at as "updatedAt", r.archived_at as "archivedAt",
  coalesce((select json_agg(json_build_object('name', n.name, 'unit', n.unit, 'quantity', n.quantity, 'price', n.price,
      'vat', n.vat, 'discount', n.discount) order by n.position)
    from order_line n where n.order_id = r.id), '[]') as lines,
  ${PARTS_COLUMNS}`;
export const ORDER_JOINS = joinedParts('r');
export const ORDER_TABLES = `customer_order r ${ORDER_JOINS}`;

export async function findOrder(sql: Sql, id: string): Promise<OrderRow | null> {
  const { rows } = await sql.query<OrderRow>(`select ${ORDER_COLUMNS} from ${ORDER_TABLES} where r.id = $1`, [id]);
  return rows[0] ?? null;
}
