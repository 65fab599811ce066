import { findOpenChat } from '#db/chats/open.ts';
import { tell } from '#db/inbox/tell.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { ContactFacts } from '#workflows/chat/vocabulary.ts';
import type { Event, Owner } from './events.ts';

/** An edit that an earlier build kept for its message was not read for a contact. */
type Edited = Pick<Event<'edit'>, 'at'> & Partial<Pick<Event<'edit'>, 'contact' | 'answer'>>;

/**
 * A client's message says something else now: so does what was read in it. Their open chat hears of it where either has
 * to do with their contact; where none is open, the number that was known from it follows by itself. The client's row
 * is in hand.
 */
export async function keepCorrection(tx: Sql, messageId: string, edited: Edited, owner: Owner): Promise<void> {
  const { contact = {}, answer = {} } = edited;
  const was = await changeContact(tx, messageId, contact);
  if (!was || ![contact, answer, was.contact, was.answer].some(isSomething)) return;
  const chatId = await findOpenChat(tx, owner.clientId);
  if (chatId === null) return follow(tx, owner.clientId, was.contact, contact);
  const fact = { kind: 'client_corrected', about: messageId, contact, answer, was: was.contact } as const;
  await tell(tx, { clientId: owner.clientId, chatId }, { ...fact, at: new Date(edited.at) });
}

interface Was {
  contact: ContactFacts;
  answer: ContactFacts;
}

/** What the message said before; null when it is none of the client's. */
async function changeContact(tx: Sql, messageId: string, contact: ContactFacts): Promise<Was | null> {
  const { rows } = await tx.query<{ contact: ContactFacts | null; answer: ContactFacts | null }>(
    `update message m set contact = $2::jsonb from message was
     where m.id = $1 and m.direction = 'in' and was.id = m.id
     returning was.contact, (select i.facts -> 'answer' from chat_input i
       where i.client_id = m.client_id and i.message_id = m.id and i.kind = 'client_wrote' limit 1) as answer`,
    [messageId, isSomething(contact) ? JSON.stringify(contact) : null],
  );
  const row = rows[0];
  return row ? { contact: row.contact ?? {}, answer: row.answer ?? {} } : null;
}

async function follow(tx: Sql, clientId: string, was: ContactFacts, is: ContactFacts): Promise<void> {
  await tx.query(
    `update client set phone = case when phone = $2 then coalesce($4, phone) else phone end,
       email = case when email = $3 then coalesce($5, email) else email end where id = $1`,
    [clientId, was.phone ?? null, was.email ?? null, is.phone ?? null, is.email ?? null],
  );
}

function isSomething({ phone, email }: ContactFacts): boolean {
  return phone !== undefined || email !== undefined;
}
