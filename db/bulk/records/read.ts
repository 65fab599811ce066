import type { Pool } from 'pg';
import type { BulkAction, BulkSubject, RecordChange } from '#db/entities/chat-input.ts';
import type { Sql } from '#db/connection/transaction.ts';

/** Something that is asked of many contacts, leads or orders. */
export interface RecordBulk {
  id: string;
  about: BulkSubject;
  action: BulkAction;
  /** Who asks. */
  employeeId: string;
  wanted: RecordChange | null;
  /** The one that it undoes. */
  undoesId: string | null;
  /** Whoever asks may still do so. */
  mayAsk: boolean;
}

/** Null where it asks chats, or is over. */
export async function findRecordBulk(pool: Pool, id: string): Promise<RecordBulk | null> {
  const { rows } = await pool.query<RecordBulk>(
    `select b.id, b.about, b.action, b.employee_id as "employeeId", b.wanted, b.undoes_id as "undoesId",
       e.active and ('admin' = any(e.roles) or b.action <> 'delete' and 'operator' = any(e.roles)) as "mayAsk"
     from bulk b join employee e on e.id = b.employee_id
     where b.id = $1 and b.about <> 'chats' and b.ended_at is null`,
    [id],
  );
  return rows[0] ?? null;
}

/** The places of the next ones; of what was cancelled none. */
export async function nextPlaces(pool: Pool, id: string, limit: number): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>(
    `select i.number from bulk b join bulk_item i on i.bulk_id = b.id
     where b.id = $1 and b.cancelled_at is null and i.settled_at is null order by i.number limit $2`,
    [id, limit],
  );
  return rows.map(({ number }) => number);
}

/** Held until the commit; null where it was settled meanwhile, or is wanted no more. */
export async function holdItem(tx: Sql, bulkId: string, number: number): Promise<string | null> {
  const { rows } = await tx.query<{ recordId: string | null }>(
    `select i.record_id as "recordId" from bulk b join bulk_item i on i.bulk_id = b.id
     where b.id = $1 and b.cancelled_at is null and i.number = $2 and i.settled_at is null for update of i`,
    [bulkId, number],
  );
  return rows[0]?.recordId ?? null;
}

/** What a record was before it was changed, and to what it was changed; null where that bulk did not change it. */
export async function findChanged(
  tx: Sql,
  bulkId: string,
  recordId: string,
): Promise<{ before: RecordChange | null; wanted: RecordChange | null } | null> {
  const { rows } = await tx.query<{ before: RecordChange | null; wanted: RecordChange | null }>(
    `select i.before, b.wanted from bulk b join bulk_item i on i.bulk_id = b.id
     where b.id = $1 and i.record_id = $2 and i.settled_at is not null and i.code is null`,
    [bulkId, recordId],
  );
  return rows[0] ?? null;
}

/** The records that it changed. */
export async function listChangedBy(pool: Pool, bulkId: string): Promise<string[]> {
  const { rows } = await pool.query<{ recordId: string | null }>(
    `select record_id as "recordId" from bulk_item
     where bulk_id = $1 and settled_at is not null and code is null and before is not null order by number`,
    [bulkId],
  );
  return rows.flatMap(({ recordId }) => (recordId === null ? [] : [recordId]));
}

export interface RefusedRecord {
  /** Of a lead or an order; of a contact its place among those that were asked. */
  number: number;
  code: string;
  id: string;
  /** Null: it is gone. */
  name: string | null;
}

/** Those that did not, and why. */
export async function listRefusedRecords(pool: Pool, bulkId: string): Promise<RefusedRecord[]> {
  const { rows } = await pool.query<RefusedRecord>(
    `select coalesce(l.number, r.number, i.number) as number, i.code, i.record_id::text as id,
       coalesce(k.name, l.name, r.name) as name
     from bulk b join bulk_item i on i.bulk_id = b.id
       left join contact k on b.about = 'contacts' and k.id = i.record_id
       left join lead l on b.about = 'leads' and l.id = i.record_id
       left join customer_order r on b.about = 'orders' and r.id = i.record_id
     where b.id = $1 and i.code is not null and i.record_id is not null order by i.number`,
    [bulkId],
  );
  return rows;
}
