import type { Sql } from '#db/connection/transaction.ts';

/** When a contact was changed last, as exactly as the database knows it. */
export async function lastChange(tx: Sql, contactId: string): Promise<string | null> {
  const { rows } = await tx.query<{ at: string }>('select updated_at::text as at from contact where id = $1', [
    contactId,
  ]);
  return rows[0]?.at ?? null;
}

/** Everything is as it was: so it was changed last when it had been. */
export async function putBackLastChange(tx: Sql, contactId: string, at: string): Promise<void> {
  await tx.query('update contact set updated_at = $2::text::timestamptz where id = $1', [contactId, at]);
}
