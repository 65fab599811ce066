import { isStanding } from './merging/standing.ts';
import { openOf } from '#db/chats/open.ts';
import type { Pool } from 'pg';
import { touchChat } from '#db/chats/touch.ts';
import { tell } from '#db/inbox/tell.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';

export interface Link {
  chatId: string;
  clientId: string;
  pageId: string;
  /** Null takes the link away. */
  contactId: string | null;
  /** The employee who decided it. */
  by: string;
}

export type Linked = 'linked' | 'unchanged' | 'CHAT_FINISHED' | 'UNKNOWN_CONTACT';

/** A person settles who the client is: kept at once, and an input for the chat's workflow, which is to know it. */
export async function acceptLink(pool: Pool, link: Link): Promise<Linked> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ contactId: string | null }>(
      'select contact_id as "contactId" from client where id = $1 for update',
      [link.clientId],
    );
    if (!(await isOpen(tx, link))) return 'CHAT_FINISHED';
    if (rows[0]?.contactId === link.contactId) return 'unchanged';
    if (link.contactId !== null && !(await isStanding(tx, link.contactId))) return 'UNKNOWN_CONTACT';
    await linkContact(tx, link.clientId, link.contactId);
    await tell(tx, link, { kind: 'contact_linked', contactId: link.contactId, by: link.by });
    await touchChat(tx, link);
    return 'linked';
  });
}

/** Sets who the client is, or that none of the contacts is; the client's row is locked by then. */
export async function linkContact(tx: Sql, clientId: string, contactId: string | null): Promise<void> {
  await tx.query('update client set contact_id = $2, contact_refused = $2::uuid is null where id = $1', [
    clientId,
    contactId,
  ]);
}

async function isOpen(tx: Sql, { chatId, clientId }: Link): Promise<boolean> {
  const { rowCount } = await tx.query(`select 1 from chat where id = $1 and ${openOf('$2')}`, [chatId, clientId]);
  return rowCount === 1;
}
