import type { Sql } from '#db/connection/transaction.ts';

/** Takes the client in hand until the transaction ends: whatever else changes one of their chats waits. */
export async function lockClient(tx: Sql, clientId: string): Promise<void> {
  await tx.query('select 1 from client where id = $1 for update', [clientId]);
}
