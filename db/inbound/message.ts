import type { Sql } from '#db/pool.ts';
import type { Event } from './events.ts';

/**
 * One statement, since this is the path every client's word takes: the client's row in hand before any number is drawn, the raw
 * event, the open chat (or a new one), the message, the input for the chat's workflow, the feed. By itself it is a transaction. A chat that
 * is there is updated before one is inserted: an insert that finds it would use up a number. Only a chat opened in this very moment by
 * somebody else is met there.
 * False when the event was here before.
 */
export async function keepMessage(sql: Sql, event: Event<'message'>, pageId: string): Promise<boolean> {
  const { rows } = await sql.query<{ fresh: boolean }>({
    name: 'keep-message',
    text: `
      with client as (
        insert into client (page_id, psid, inbox_rev, relay_until) values ($6, $3, 1, now())
        on conflict (page_id, psid) do update set inbox_rev = client.inbox_rev + 1,
          relay_until = coalesce(client.relay_until, excluded.relay_until) returning id
      ), event as (
        insert into inbound_event (key, page_facebook_id, psid, kind, at, raw)
        select $1, $2, $3, 'message', $4::timestamptz, $5 from client on conflict (key) do nothing returning id
      ), known as (
        update chat set unread = unread + 1, version = version + 1,
          last_contact_at = greatest(last_contact_at, $4::timestamptz),
          waiting_since = coalesce(waiting_since, $4::timestamptz)
        from event, client where chat.client_id = client.id and chat.status <> 'finished'
        returning chat.id, chat.client_id
      ), opened as (
        insert into chat (client_id, page_id, unread, waiting_since, last_contact_at)
        select client.id, $6, 1, $4::timestamptz, $4::timestamptz from event, client where not exists (select 1 from known)
        on conflict (client_id) where status <> 'finished' do update set
          unread = chat.unread + 1, version = chat.version + 1,
          last_contact_at = greatest(chat.last_contact_at, excluded.last_contact_at),
          waiting_since = coalesce(chat.waiting_since, excluded.waiting_since)
        returning id, client_id
      ), open as (
        select * from known union all select * from opened
      ), said as (
        insert into message (chat_id, client_id, page_id, direction, via, kind, text, attachments, state, at, mid, reply_to_mid, contact, referral)
        select id, client_id, $6, 'in', 'client', $7, $8, $9, 'received', $4, $10, $11, $12::jsonb -> 'contact', $13::jsonb from open
        on conflict (page_id, mid) where mid is not null do nothing returning id, chat_id, client_id
      ), told as (
        insert into chat_input (client_id, chat_id, kind, message_id, at, facts)
        select client_id, chat_id, 'client_wrote', id, $4, $12::jsonb from said
      ), changed as (
        insert into change (kind, page_id, chat_id, ref)
        select 'message', $6::uuid, chat_id, id::text from said
        union all select 'chat', $6::uuid, chat_id, chat_id::text from said
      )
      select exists(select from event) as fresh`,
    values: [
      event.key,
      event.pageFacebookId,
      event.psid,
      new Date(event.at),
      event.raw,
      pageId,
      event.messageKind,
      event.text,
      JSON.stringify(event.attachments),
      event.mid,
      event.replyToMid,
      JSON.stringify(factsOf(event)),
      event.referral && JSON.stringify(event.referral),
    ],
  });
  return rows[0]?.fresh === true;
}

/** What the chat is told of it besides its name. */
function factsOf({ opens, contact, answer, intent }: Event<'message'>): object {
  const isThere = contact.phone !== undefined || contact.email !== undefined;
  return { opens, ...(isThere && { contact }), ...(answer && { answer }), ...(intent && { intent }) };
}
