import { recordChange } from '#db/changes/record.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { ContactRow } from './read.ts';

/** Windows with an open chat of this contact's client see it as it is now. */
export async function tellOpenChats(tx: Sql, contactId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string; pageId: string }>(
    `select c.id, c.page_id as "pageId" from chat c join client cl on cl.id = c.client_id
     where cl.contact_id = $1 and c.status <> 'finished'`,
    [contactId],
  );
  await recordChange(
    tx,
    rows.map(({ id, pageId }) => ({ kind: 'chat', pageId, chatId: id, ref: id })),
  );
}

/** Chats that seek an operator and are, were or may be theirs are looked at anew: it may be the personal manager. */
export async function lookAnew(tx: Sql, { id, phones, emails }: Pick<ContactRow, 'id' | 'phones' | 'emails'>) {
  await tx.query(
    `update waiting_room w set facts = null from client cl where cl.id = w.client_id
       and (cl.contact_id = $1 or cl.phone = any($2) or cl.email = any($3)
         or w.facts -> 'contacts' @> jsonb_build_array(jsonb_build_object('id', $1::uuid))
         or w.chat_id in (select chat_id from message where contact is not null
           and contact ->> 'phone' = any($2::text[])
           union all select chat_id from message where contact is not null and contact ->> 'email' = any($3::text[])))`,
    [id, phones, emails],
  );
}

/** The same for many contacts that were added or removed, by what they are reached by. */
export async function lookAnewFor(tx: Sql, phones: readonly string[], emails: readonly string[]): Promise<void> {
  await tx.query(
    `update waiting_room w set facts = null from client cl where cl.id = w.client_id
       and (cl.phone = any($1::text[]) or cl.email = any($2::text[])
         or w.chat_id in (select chat_id from message where contact is not null
           and contact ->> 'phone' = any($1) union all select chat_id from message where contact is not null
           and contact ->> 'email' = any($2)))`,
    [phones, emails],
  );
}
