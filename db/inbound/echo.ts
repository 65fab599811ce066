import { contactAt } from '#db/chats/summary.ts';
import { touchChat } from '#db/chats/touch.ts';
import { insertChat } from '#db/decisions/target.ts';
import { tell } from '#db/inbox/tell.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { findPlace, type Place, showIn } from './beside.ts';
import { keepEarly } from './early.ts';
import type { Event, Owner } from './events.ts';
import { applyWatermarks } from './receipts.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The page inbox's own applications: what they send a person wrote. Meta's pages disagree about the number
 * (messenger-platform §2.2).
 */
const INBOX = new Set(['26390203743090', '263902037430900']);

/**
 * An echo confirms our own message, however it stood with it, or tells that somebody answered in Meta's own inbox, or
 * that another application spoke, or ours did and it is forgotten.
 */
export async function keepEcho(tx: Sql, event: Event<'echo'>, owner: Owner): Promise<void> {
  if (await confirmOwn(tx, event, owner)) return;
  if (event.appId !== null && INBOX.has(event.appId)) return keepAnswer(tx, event, owner);
  return keepBy(tx, event, owner, event.own ? 'desk' : 'other_app');
}

/**
 * Matched by the metadata we sent, since the echo may come before the Send API's answer; by mid for what was sent
 * without. A message that was to be tried again, or was believed failed, has arrived after all.
 */
async function confirmOwn(tx: Sql, event: Event<'echo'>, owner: Owner): Promise<boolean> {
  const id = event.metadata && UUID.test(event.metadata) ? event.metadata : null;
  const { rows } = await tx.query<{ id: string; chat_id: string; news: boolean }>(
    `with own as (
       select id, chat_id, echo_at is null or mid is null or state not in ('sent', 'delivered', 'read') as news
       from message where client_id = $1 and direction = 'out' and (id = $2 or mid = $3)
     ), confirmed as (
       update message set mid = coalesce(message.mid, $3), echo_at = coalesce(echo_at, $4),
         sent_at = coalesce(sent_at, now()),
         state = case when state in ('delivered', 'read') then state else 'sent' end,
         reason_code = null, reason_detail = null
       from own where message.id = own.id and own.news)
     select * from own`,
    [owner.clientId, id, event.mid, new Date(event.at)],
  );
  const message = rows[0];
  if (!message?.news) return message !== undefined;
  await applyWatermarks(tx, owner);
  await touchChat(tx, { pageId: owner.pageId, chatId: message.chat_id }, [message.id]);
  return true;
}

/**
 * A colleague in Meta's inbox: belongs to the open chat; else to the client's last one, which it does not open again.
 */
async function keepAnswer(tx: Sql, event: Event<'echo'>, owner: Owner): Promise<void> {
  const place: Place = (await findPlace(tx, owner)) ?? {
    id: (await insertChat(tx, owner.clientId, owner.pageId)).id,
    open: true,
  };
  const id = await showIn(tx, owner, place, { ...wordsOf(event), via: 'meta_inbox', decided: !place.open });
  if (id === null) return;
  const hearer = { clientId: owner.clientId, chatId: place.id };
  if (place.open) await tell(tx, hearer, { kind: 'answered_in_meta', messageId: id, at: new Date(event.at) });
  await tx.query(`update chat set ${contactAt('$2')} where id = $1`, [place.id, new Date(event.at)]);
  await applyWatermarks(tx, owner);
}

/**
 * Another application is no person: the client waits as before. What it says to somebody who has no chat opens none,
 * and is kept for the chat in which they may answer it. Our own word that we do not know (the database is an older
 * copy) is ours, of an author who is forgotten: whether a person or the chat said it is forgotten, too, so it answers
 * nobody.
 */
async function keepBy(tx: Sql, event: Event<'echo'>, owner: Owner, via: 'desk' | 'other_app'): Promise<void> {
  const place = await findPlace(tx, owner);
  if (!place) return keepEarly(tx, event, owner);
  const id = await showIn(tx, owner, place, { ...wordsOf(event), via, decided: true });
  if (id !== null) await applyWatermarks(tx, owner);
}

function wordsOf({ text, attachments, sources = [], at, mid, replyToMid = null }: Event<'echo'>) {
  const kind = attachments.length > 0 ? 'attachment' : text.trim() === '' ? 'unsupported' : 'text';
  return { text, attachments, sources, at, mid, replyToMid, key: null, kind } as const;
}
