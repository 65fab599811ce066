import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { RecordKind } from '#db/entities/records/source.ts';

const TABLES = { lead: 'lead', order: 'customer_order' } as const;

/** Asked again under this key it is the same lead or order, also at once. */
export async function madeOnce<T, Why>(
  pool: Pool,
  { kind, key }: { kind: RecordKind; key: string },
  find: (tx: Sql, id: string) => Promise<T>,
  make: (tx: Sql) => Promise<T | Why>,
): Promise<T | Why> {
  return inTransaction(pool, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${kind} ${key}`]);
    const { rows } = await tx.query<{ id: string }>(`select id from ${TABLES[kind]} where key = $1`, [key]);
    return rows[0] ? find(tx, rows[0].id) : make(tx);
  });
}
