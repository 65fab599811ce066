import { NEWER } from '#db/chats/touch.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { ChatFacts, NobodyCode } from '#workflows/routing/vocabulary.ts';

/** Notes what is known of the chats and how urgent their rules make them. */
export async function noteFacts(tx: Sql, notes: { facts: ChatFacts; priority: number }[]): Promise<void> {
  if (notes.length === 0) return;
  await tx.query(
    `update waiting_room w set facts = n.facts, priority = n.priority
     from jsonb_to_recordset($1::jsonb) as n(facts jsonb, priority int) where w.chat_id = (n.facts ->> 'chatId')::uuid`,
    [JSON.stringify(notes)],
  );
}

/** Why nobody has it, as people see it. */
export async function noteReason(tx: Sql, chatId: string, reason: NobodyCode, recordId: string | null): Promise<void> {
  await tx.query('update waiting_room set reason = $2, record_id = $3 where chat_id = $1', [chatId, reason, recordId]);
}

/**
 * Nobody is chosen for the page's chats by itself: they wait for somebody to take them, and windows hear of it. One
 * statement, since by default every new chat comes this way; what is in somebody's hands is noted the next time.
 */
export async function noteOff(tx: Sql, pageId: string): Promise<void> {
  await tx.query(
    `with held as (
       select w.chat_id from waiting_room w join chat c on c.id = w.chat_id
       where w.page_id = $1 and w.kind = 'first' and w.reason is distinct from 'distribution_off'
       for update of w, c skip locked
     ), noted as (
       update waiting_room w set reason = 'distribution_off', record_id = null from held where w.chat_id = held.chat_id
     ), touched as (
       update chat set ${NEWER} from held where chat.id = held.chat_id returning chat.id
     )
     insert into change (kind, page_id, chat_id, ref) select 'chat', $1, id, id::text from touched`,
    [pageId],
  );
}
