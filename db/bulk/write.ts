import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import type { BulkAction } from '#db/entities/chat-input.ts';

export interface NewBulk {
  action: BulkAction;
  employeeId: string;
  targetId: string | null;
  /** Chats to be asked. */
  numbers: readonly number[];
  /** Numbers that are none of whoever asks: refused at once. */
  unknown: readonly number[];
}

/** Notes what is asked of which chats; returns its id. */
export async function insertBulk(sql: Sql, bulk: NewBulk): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `with made as (
       insert into bulk (action, employee_id, target_id, total)
       values ($1, $2, $3, cardinality($4::int[]) + cardinality($5::int[])) returning id
     ), asked as (
       insert into bulk_item (bulk_id, number) select made.id, number from made, unnest($4::int[]) number
     ), refused as (
       insert into bulk_item (bulk_id, number, settled_at, code)
       select made.id, number, now(), 'CHAT_NOT_FOUND' from made, unnest($5::int[]) number
     ) select id from made`,
    [bulk.action, bulk.employeeId, bulk.targetId, bulk.numbers, bulk.unknown],
  );
  return rows[0]?.id ?? '';
}

/** No more chats are asked. True if some were left. */
export async function cancelBulk(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update bulk set cancelled_at = now() where id = $1 and ended_at is null and cancelled_at is null',
    [id],
  );
  return rowCount === 1;
}
