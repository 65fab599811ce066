import type { Pool } from 'pg';
import { inTransaction } from '#db/connection/transaction.ts';
import type { DocumentRow } from './read.ts';
import { tellDocument } from './told.ts';
import { kept, lockDocument } from './write.ts';

/** It keeps its number and holds no more. Cancelled already: as it was. Null: it is not there. */
export async function cancelDocument(
  pool: Pool,
  id: string,
  { by, reason }: { by: string; reason: string },
): Promise<DocumentRow | 'DOCUMENT_NOT_ISSUED' | null> {
  return inTransaction(pool, async (tx) => {
    const state = await lockDocument(tx, id);
    if (state === null) return null;
    if (state === 'draft') return 'DOCUMENT_NOT_ISSUED';
    if (state === 'issued')
      await tx.query(
        `update document set state = 'cancelled', cancelled_at = date_trunc('seconds', clock_timestamp()),
           cancelled_by_id = $2, cancel_reason = $3, updated_at = clock_timestamp() where id = $1`,
        [id, by, reason],
      );
    await tellDocument(tx, id);
    return kept(tx, id);
  });
}

/** That it was paid, by hand; null takes the mark away. */
export async function markPaid(
  pool: Pool,
  id: string,
  paid: { date: string; sum: number } | null,
): Promise<DocumentRow | 'DOCUMENT_NOT_ISSUED' | null> {
  return inTransaction(pool, async (tx) => {
    const state = await lockDocument(tx, id);
    if (state === null) return null;
    if (state !== 'issued') return 'DOCUMENT_NOT_ISSUED';
    await tx.query(
      `update document set paid_on = $2::text::date, paid_sum = $3, updated_at = clock_timestamp() where id = $1`,
      [id, paid?.date ?? null, paid?.sum ?? null],
    );
    await tellDocument(tx, id);
    return kept(tx, id);
  });
}
