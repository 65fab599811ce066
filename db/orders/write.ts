import type { Pool } from 'pg';
import type { Changed } from '#db/changes/changed.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { RecordField } from '#db/entities/records/record-history.ts';
import { keepRecordHistory, recordChanges } from '#db/records/history.ts';
import { isRefused, knownParts, type Refused } from '#db/records/parts.ts';
import { said } from '#db/records/said.ts';
import { firstStatus } from '#db/records/statuses.ts';
import { totalsOf } from '#workflows/documents/arithmetic.ts';
import { PAYMENT_MAX } from '#workflows/documents/payment-code.ts';
import { findOrder, type OrderLine, type OrderRow } from './read.ts';

export interface NewOrder {
  /** May be empty. */
  name: string;
  /** Null: the first that means new. */
  statusId: string | null;
  sourceId: string | null;
  ownerId: string | null;
  contactId: string | null;
  withVat: boolean;
  /** In kopecks. */
  discount: number;
  lines: OrderLine[];
  note: string;
  reason: string;
}

export async function insertOrder(pool: Pool, order: NewOrder, by: string | null): Promise<OrderRow | Refused> {
  return inTransaction(pool, (tx) => insertOrderWithin(tx, order, by));
}

/** Asked again under this key it is the same order; nobody made it, it was made by itself. */
export async function insertOrderOnce(pool: Pool, key: string, order: NewOrder): Promise<OrderRow | Refused> {
  return inTransaction(pool, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`order ${key}`]);
    const { rows } = await tx.query<{ id: string }>('select id from customer_order where key = $1', [key]);
    return rows[0] ? there(await findOrder(tx, rows[0].id)) : insertOrderWithin(tx, order, null, key);
  });
}

/** Within a transaction that keeps more than this one. */
export async function insertOrderWithin(
  tx: Sql,
  order: NewOrder,
  by: string | null,
  key: string | null = null,
): Promise<OrderRow | Refused> {
  const statusId = order.statusId ?? (await firstStatus(tx, 'order', 'new')).id;
  const parts = await knownParts(tx, 'order', { ...order, statusId }, null);
  if (isRefused(parts)) return parts;
  const { total } = totalsOf(order.lines, order);
  if (total > PAYMENT_MAX) return 'TOTAL_TOO_LARGE';
  const { rows } = await tx.query<{ id: string }>(
    `insert into customer_order (name, status_id, source_id, owner_id, contact_id, with_vat, discount, total, note,
       reason, key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [...valuesOf({ ...order, statusId }), total, order.note, parts.needsReason ? order.reason : '', key],
  );
  const id = rows[0]?.id ?? '';
  await keepLines(tx, id, order.lines);
  await keepRecordHistory(tx, { kind: 'order', id }, by, [{ field: 'statusId', before: null, after: statusId }]);
  return there(await findOrder(tx, id));
}

export type OrderChange = { [Field in keyof NewOrder]?: NewOrder[Field] | undefined } & {
  archived?: boolean | undefined;
};

/** Changes what is given; null when there is no such order. What is so already stays untouched. */
export async function updateOrder(
  pool: Pool,
  id: string,
  change: OrderChange,
  by: string,
): Promise<Changed<OrderRow> | Refused | null> {
  return inTransaction(pool, (tx) => updateOrderWithin(tx, id, change, by));
}

/** Within a transaction that keeps more than this one. */
export async function updateOrderWithin(
  tx: Sql,
  id: string,
  change: OrderChange,
  by: string,
): Promise<Changed<OrderRow> | Refused | null> {
  await tx.query('select 1 from customer_order where id = $1 for update', [id]);
  const row = await findOrder(tx, id);
  if (!row) return null;
  const was = asGiven(row);
  const wanted = wantedOf(was, change);
  const parts = await knownParts(tx, 'order', wanted, was);
  if (isRefused(parts)) return parts;
  const { total } = totalsOf(wanted.lines, wanted);
  if (total > PAYMENT_MAX) return 'TOTAL_TOO_LARGE';
  const next = { ...wanted, total, reason: parts.needsReason ? wanted.reason : '' };
  const changes = recordChanges(was, next, ORDER_FIELDS);
  if (changes.length > 0) await keep(tx, id, next);
  await keepRecordHistory(tx, { kind: 'order', id }, by, changes);
  return { row: there(await findOrder(tx, id)), changed: changes.length > 0 };
}

const ORDER_FIELDS = [
  'name',
  'statusId',
  'sourceId',
  'ownerId',
  'contactId',
  'withVat',
  'discount',
  'lines',
  'total',
  'note',
  'reason',
  'archived',
] as const satisfies readonly RecordField[];

type Whole = NewOrder & { statusId: string; archived: boolean; total: number };

async function keep(tx: Sql, id: string, order: Whole): Promise<void> {
  await tx.query(
    `update customer_order set name = $2, status_id = $3, source_id = $4, owner_id = $5, contact_id = $6,
       with_vat = $7, discount = $8, total = $9, note = $10, reason = $11,
       archived_at = case when $12 then coalesce(archived_at, now()) end, updated_at = now() where id = $1`,
    [id, ...valuesOf(order), order.total, order.note, order.reason, order.archived],
  );
  await keepLines(tx, id, order.lines);
}

async function keepLines(tx: Sql, id: string, lines: readonly OrderLine[]): Promise<void> {
  await tx.query('delete from order_line where order_id = $1', [id]);
  await tx.query(
    `insert into order_line (order_id, position, name, unit, quantity, price, vat, discount)
     select $1, n.position, n.name, n.unit, n.quantity, n.price, n.vat, n.discount
     from unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::int[], $7::bigint[])
       with ordinality n(name, unit, quantity, price, vat, discount, position)`,
    [
      id,
      lines.map(({ name }) => name),
      lines.map(({ unit }) => unit),
      lines.map(({ quantity }) => quantity),
      lines.map(({ price }) => price),
      lines.map(({ vat }) => vat),
      lines.map(({ discount }) => discount),
    ],
  );
}

function asGiven(row: OrderRow): Whole {
  const { name, withVat, discount, lines, total, note, reason } = row;
  return {
    name,
    withVat,
    discount,
    lines,
    total,
    note,
    reason,
    statusId: row.status.id,
    sourceId: row.source?.id ?? null,
    ownerId: row.owner?.id ?? null,
    contactId: row.contact?.id ?? null,
    archived: row.archivedAt !== null,
  };
}

/** How it is to be: what is not given stays as it was. */
function wantedOf(was: Whole, change: OrderChange): Whole {
  return {
    name: said(change.name, was.name),
    statusId: change.statusId ?? was.statusId,
    sourceId: said(change.sourceId, was.sourceId),
    ownerId: said(change.ownerId, was.ownerId),
    contactId: said(change.contactId, was.contactId),
    withVat: said(change.withVat, was.withVat),
    discount: said(change.discount, was.discount),
    lines: said(change.lines, was.lines),
    total: was.total,
    note: said(change.note, was.note),
    reason: said(change.reason, was.reason),
    archived: said(change.archived, was.archived),
  };
}

const valuesOf = (order: NewOrder) => [
  order.name,
  order.statusId,
  order.sourceId,
  order.ownerId,
  order.contactId,
  order.withVat,
  order.discount,
];

function there(row: OrderRow | null): OrderRow {
  if (!row) throw new Error('the order was not kept');
  return row;
}
