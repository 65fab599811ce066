import type { Pool } from 'pg';
import type { Changed } from '#db/changes/changed.ts';
import { type ChangeRow, recordChange } from '#db/changes/record.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { type ContactRow, findContact } from './read.ts';

export interface NewContact {
  name: string;
  phones: string[];
  emails: string[];
  managerId: string | null;
  segment: string;
}

export async function insertContact(pool: Pool, contact: NewContact): Promise<ContactRow> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      'insert into contact (name, phones, emails, manager_id, segment) values ($1, $2, $3, $4, $5) returning id',
      [contact.name, contact.phones, contact.emails, contact.managerId, contact.segment],
    );
    const added = await findContact(tx, rows[0]?.id ?? '');
    if (!added) throw new Error('the contact was not kept');
    await lookAnew(tx, added);
    return added;
  });
}

export type ContactChange = { [Field in keyof NewContact]?: NewContact[Field] | undefined };

/**
 * Changes what is given; null when there is no such contact. Windows with a chat of theirs open hear of it. What is so
 * already stays untouched.
 */
export async function updateContact(
  pool: Pool,
  id: string,
  change: ContactChange,
): Promise<Changed<ContactRow> | null> {
  return inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query(
      `update contact set name = coalesce($2, name), phones = coalesce($3, phones), emails = coalesce($4, emails),
         segment = coalesce($5, segment), manager_id = case when $6 then $7 else manager_id end, updated_at = now()
       where id = $1 and (name, phones, emails, segment, manager_id)
         is distinct from (coalesce($2, name), coalesce($3, phones),
         coalesce($4, emails), coalesce($5, segment), case when $6 then $7 else manager_id end)`,
      [
        id,
        change.name,
        change.phones,
        change.emails,
        change.segment,
        change.managerId !== undefined,
        change.managerId ?? null,
      ],
    );
    const row = await findContact(tx, id);
    if (!row || !rowCount) return row && { row, changed: false };
    await recordChange(tx, await openChatsOf(tx, id));
    await lookAnew(tx, row);
    return { row, changed: true };
  });
}

async function openChatsOf(tx: Sql, contactId: string): Promise<ChangeRow[]> {
  const { rows } = await tx.query<{ id: string; pageId: string }>(
    `select c.id, c.page_id as "pageId" from chat c join client cl on cl.id = c.client_id
     where cl.contact_id = $1 and c.status <> 'finished'`,
    [contactId],
  );
  return rows.map(({ id, pageId }) => ({ kind: 'chat', pageId, chatId: id, ref: id }));
}

/** Chats that seek an operator and are, were or may be theirs are looked at anew: it may be the personal manager. */
async function lookAnew(tx: Sql, { id, phones, emails }: ContactRow): Promise<void> {
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
