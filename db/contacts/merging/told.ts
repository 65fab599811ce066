import { touchChat } from '#db/chats/touch.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { tell } from '#db/inbox/tell.ts';

/** Open chats of these clients hear which contact their client is now. */
export async function tellChats(tx: Sql, clientIds: string[], contactId: string, by: string): Promise<void> {
  const { rows } = await tx.query<{ chatId: string; clientId: string; pageId: string }>(
    `select c.id as "chatId", c.client_id as "clientId", c.page_id as "pageId" from chat c
     join client cl on cl.id = c.client_id
     where c.client_id = any($1::uuid[]) and cl.contact_id = $2 and c.status <> 'finished' order by c.client_id`,
    [clientIds, contactId],
  );
  for (const chat of rows) {
    await tell(tx, chat, { kind: 'contact_linked', contactId, by });
    await touchChat(tx, chat);
  }
}
