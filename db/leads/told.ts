import { recordChange } from '#db/changes/record.ts';
import type { Sql } from '#db/connection/transaction.ts';

/** Windows with an open chat of a client hear that it is about other leads now, or about none. */
export async function tellClientsChats(tx: Sql, clientId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string; pageId: string }>(
    `select id, page_id as "pageId" from chat where client_id = $1 and status <> 'finished'`,
    [clientId],
  );
  await recordChange(
    tx,
    rows.map(({ id, pageId }) => ({ kind: 'chat', pageId, chatId: id, ref: id })),
  );
}

/** The same of all clients that a lead is linked to: it is called otherwise now, or stands otherwise. */
export async function tellChatsOfLead(tx: Sql, leadId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>('select client_id as id from client_lead where lead_id = $1', [
    leadId,
  ]);
  for (const { id } of rows) await tellClientsChats(tx, id);
}
