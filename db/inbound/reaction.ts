import { recordChange } from '#db/changes/record.ts';
import { touchChat } from '#db/chats/touch.ts';
import { tellOpen } from '#db/inbox/tell.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { keepPageReaction } from '#db/reactions/told.ts';
import { keepCorrection } from './correction.ts';
import { keepEarly } from './early.ts';
import type { Event, Owner } from './events.ts';

/**
 * Shown at the message; it opens Meta's window, so an open chat hears of it, but it opens no chat. The newest by Meta's
 * clock counts, and of two in one moment the one that takes it back.
 */
export async function keepReaction(tx: Sql, event: Event<'reaction'>, owner: Owner): Promise<void> {
  if (event.byPage) return keepPageReaction(tx, event, owner);
  const { rows } = await tx.query<{ id: string; chat_id: string; newer: boolean }>(
    `with about as (
       select id, chat_id, kind <> 'unsent' and (reaction_at is null or reaction_at < $4
         or (reaction_at = $4 and $3::text is null)) as newer
       from message where page_id = $1 and client_id = $5 and mid = $2
     ), reacted as (
       update message set reaction = $3, reaction_at = $4 from about where message.id = about.id and about.newer)
     select * from about`,
    [owner.pageId, event.mid, event.emoji, new Date(event.at), owner.clientId],
  );
  const message = rows[0];
  if (!message) return keepEarly(tx, event, owner);
  if (!message.newer) return;
  await recordChange(tx, [{ kind: 'message', pageId: owner.pageId, chatId: message.chat_id, ref: message.id }]);
  if (event.emoji === null) return;
  const fact = { kind: 'client_acted', opens: 'reaction', at: new Date(event.at) } as const;
  await tellOpen(tx, { clientId: owner.clientId }, fact);
}

/** So many former texts are kept of a message; Meta lets a client edit one five times. */
const MOST_FORMER = 20;

/**
 * Edits may overtake each other: only a newer one counts, by Meta's number, by its clock where the number is missing or
 * the same.
 */
export async function keepEdit(tx: Sql, event: Event<'edit'>, owner: Owner): Promise<void> {
  const { rows } = await tx.query<{ id: string; chat_id: string; newer: boolean }>(
    `with about as (
       select id, chat_id, kind <> 'unsent'
         and (coalesce($4, edits), $5::timestamptz) > (edits, coalesce(edited_at, '-infinity')) as newer
       from message where page_id = $1 and client_id = $6 and mid = $2
     ), edited as (
       update message set text = $3, edits = coalesce($4, edits), edited_at = $5,
         former = case when jsonb_array_length(former) >= ${MOST_FORMER} then former else former
           || jsonb_build_object('text', text, 'at', (extract(epoch from coalesce(edited_at, at)) * 1000)::bigint) end
       from about where message.id = about.id and about.newer)
     select * from about`,
    [owner.pageId, event.mid, event.text, event.edits, new Date(event.at), owner.clientId],
  );
  const message = rows[0];
  if (!message) return keepEarly(tx, event, owner);
  if (!message.newer) return;
  await keepCorrection(tx, message.id, event, owner);
  await touchChat(tx, { pageId: owner.pageId, chatId: message.chat_id }, [message.id]);
}

/** The client took it back: what it said goes, that something was said stays. False when it has not come yet. */
export async function keepUnsend(tx: Sql, event: Event<'unsend'>, owner: Owner): Promise<boolean> {
  const { rows } = await tx.query<{ id: string; chat_id: string }>(
    `with unsent as (
       update message set kind = 'unsent', text = '', former = '[]', attachments = '[]', reaction = null
       where page_id = $1 and client_id = $3 and mid = $2 and direction = 'in' returning id, chat_id
     ), gone as (delete from attachment using unsent where message_id = unsent.id)
     select id, chat_id from unsent`,
    [owner.pageId, event.mid, owner.clientId],
  );
  const message = rows[0];
  if (!message) return false;
  // What it gave of their contact is out of date, as if it were edited away.
  await keepCorrection(tx, message.id, { at: event.at, contact: {}, answer: {} }, owner);
  await touchChat(tx, { pageId: owner.pageId, chatId: message.chat_id }, [message.id]);
  return true;
}
