import type { Sql } from '#db/connection/transaction.ts';

/** The condition that a `chat` is the open one of a client: there is at most one. */
export const openOf = (client: string): string => `chat.client_id = ${client} and chat.status <> 'finished'`;

/** The client's open chat. Their row is in hand. */
export async function findOpenChat(tx: Sql, clientId: string): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(`select id from chat where ${openOf('$1')}`, [clientId]);
  return rows[0]?.id ?? null;
}
