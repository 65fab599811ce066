import type { Viewer } from '#db/chats/viewer.ts';
import type { Sql } from '#db/connection/transaction.ts';

/** Why a document may not go into a chat. */
export type WhyNot = 'not_issued' | 'no_client' | 'not_linked' | 'chat_finished';

/** Clients that the document `d` is of: linked to its contact, or to a lead of its contact. */
const CLIENTS = `select id from client where contact_id = d.contact_id
  union select dl.client_id from client_lead dl join lead l on l.id = dl.lead_id where l.contact_id = d.contact_id`;

/** F46: a document goes only into a chat that is linked to its client and is not finished. */
export async function whyNotInto(sql: Sql, documentId: string, chatId: string): Promise<WhyNot | null> {
  const { rows } = await sql.query<{ issued: boolean; known: boolean; linked: boolean; open: boolean }>(
    `select d.state = 'issued' as issued, d.contact_id is not null as known,
       cl.id in (${CLIENTS}) as linked, c.status <> 'finished' and c.led is not null as open
     from document d, chat c join client cl on cl.id = c.client_id where d.id = $1 and c.id = $2`,
    [documentId, chatId],
  );
  const [found] = rows;
  if (!found?.issued) return 'not_issued';
  if (!found.known) return 'no_client';
  if (!found.linked) return 'not_linked';
  return found.open ? null : 'chat_finished';
}

export interface ChatOfDocument {
  id: string;
  number: number;
  pageId: string;
  isOpen: boolean;
}

/** Chats of the document's client that this person sees: open ones first, the last to be spoken in before others. */
export async function findChatsOf(sql: Sql, documentId: string, viewer: Viewer): Promise<ChatOfDocument[]> {
  const { rows } = await sql.query<ChatOfDocument>(
    `select c.id, c.number, c.page_id as "pageId", c.status <> 'finished' as "isOpen"
     from document d join chat c on c.client_id in (${CLIENTS})
     where d.id = $1 and c.led is not null and ($2::text is null or exists (
       select 1 from page_access a where a.page_id = c.page_id and a.employee_id = $2))
     order by c.status = 'finished', c.last_contact_at desc, c.number desc limit 20`,
    [documentId, viewer?.employeeId ?? null],
  );
  return rows;
}
