import type { Pool } from 'pg';
import type { BulkAction, BulkSubject, RecordChange } from '#db/entities/chat-input.ts';
import type { Sql } from '#db/connection/transaction.ts';

export interface NewRecordBulk {
  about: BulkSubject;
  action: BulkAction;
  employeeId: string;
  wanted: RecordChange | null;
  undoesId: string | null;
  ids: string[];
}

/** Notes what is asked of which records; returns its id. */
export async function insertRecordBulk(pool: Pool, bulk: NewRecordBulk): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `with made as (
       insert into bulk (about, action, employee_id, wanted, undoes_id, total)
       values ($1, $2, $3, $4, $5, cardinality($6::uuid[])) returning id
     ), asked as (
       insert into bulk_item (bulk_id, number, record_id)
       select made.id, asked.n, asked.id from made, unnest($6::uuid[]) with ordinality asked(id, n)
     ) select id from made`,
    [bulk.about, bulk.action, bulk.employeeId, bulk.wanted && JSON.stringify(bulk.wanted), bulk.undoesId, bulk.ids],
  );
  return rows[0]?.id ?? '';
}

/** What became of one, in the transaction of the change itself: so each is changed once, whoever is killed when. */
export async function settleItem(
  tx: Sql,
  bulkId: string,
  number: number,
  { code, before }: { code: string | null; before: RecordChange | null },
): Promise<void> {
  await tx.query(
    `update bulk_item set asked_at = now(), settled_at = clock_timestamp(), code = $3, before = $4
     where bulk_id = $1 and number = $2`,
    [bulkId, number, code, before && JSON.stringify(before)],
  );
}
