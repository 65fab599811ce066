import { begunAt, saidAt } from '#db/chats/summary.ts';
import { NEWER } from '#db/chats/touch.ts';
import { IN_RELAY_QUEUE, NEW_IN_RELAY_QUEUE } from '#db/inbox/relay-queue.ts';
import { type FactsOf, putInput } from '#db/inbox/tell.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { Event } from './events.ts';

export interface KeptMessage {
  /** The event was not here before. */
  fresh: boolean;
  /** Events about it came first, and wait to be applied. */
  early: boolean;
  /** Deliveries that came before this one are not read yet: nothing was kept, it has to wait in line. */
  blocked: boolean;
}

const BEGUN = begunAt('$4::timestamptz');

/** The chat hears of a message that was said. */
const WROTE = { client: 'client_id', chat: 'chat_id', message: 'id', at: '$4', facts: '$12::jsonb' };

const KEEP = `
  with client as (
    insert into client (page_id, psid, ${NEW_IN_RELAY_QUEUE.columns})
    select $6::uuid, $3::text, ${NEW_IN_RELAY_QUEUE.values}
    where $14::boolean or not exists (select 1 from delivery where aside_at is null and $2::text = any(pages))
    on conflict (page_id, psid) do update set ${IN_RELAY_QUEUE} returning id
  ), event as (
    insert into inbound_event (key, page_facebook_id, psid, kind, at, raw)
    select $1, $2, $3, 'message', $4::timestamptz, $5 from client on conflict (key) do nothing returning id
  ), fresh as (
    select client.id from event, client
    where not exists (select 1 from message where page_id = $6 and mid = $10)
      and not exists (select 1 from message where client_id = client.id and via = 'client' and key = $15)
  ), known as (
    update chat set ${NEWER}, ${saidAt('$4::timestamptz')}
    from fresh where chat.client_id = fresh.id and chat.status <> 'finished'
    returning chat.id, chat.client_id
  ), opened as (
    insert into chat (client_id, page_id, ${BEGUN.columns})
    select fresh.id, $6, ${BEGUN.values} from fresh where not exists (select 1 from known)
    on conflict (client_id) where status <> 'finished' do update set ${NEWER}, ${saidAt('$4::timestamptz')}
    returning id, client_id
  ), open as (
    select * from known union all select * from opened
  ), said as (
    insert into message (chat_id, client_id, page_id, direction, via, kind, text, attachments, state, at, mid, key,
      reply_to_mid, contact, referral, by_button)
    select id, client_id, $6, 'in', 'client', $7, $8, $9, 'received', $4, $10, $15, $11, $12::jsonb -> 'contact',
      $13::jsonb, $16 from open
    on conflict do nothing returning id, chat_id, client_id
  ), told as (
    ${putInput('client_wrote', WROTE, 'said')}
  ), changed as (
    insert into change (kind, page_id, chat_id, ref)
    select 'message', $6::uuid, chat_id, id::text from said
    union all select 'chat', $6::uuid, chat_id, chat_id::text from said
  )
  select exists(select from event) as fresh, not exists(select from client) as blocked,
    exists(select from early_event e join said on e.client_id = said.client_id
      and (e.about = $10 or e.kind = 'echo')) as early`;

/**
 * One statement, since this is the path every client's word takes: the client's row in hand before any number is drawn,
 * the raw event, the open chat (or a new one), the message, the input for the chat's workflow, the feed. By itself it
 * is a transaction. A chat that is there is updated before one is inserted: an insert that finds it would use up a
 * number. Only a chat opened in this very moment by somebody else is met there.
 *
 * What counts is the message and not the event: one that is here already, by another envelope or from before the raw
 * events were pruned, opens no chat and is not unread. `inLine`: nothing that came before it is left to read.
 */
export async function keepMessage(
  sql: Sql,
  event: Event<'message'>,
  pageId: string,
  inLine: boolean,
): Promise<KeptMessage> {
  const { rows } = await sql.query<KeptMessage>({
    name: 'keep-message',
    text: KEEP,
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
      inLine,
      event.mid === null ? event.key : null,
      event.byButton ?? false,
    ],
  });
  return rows[0] ?? { fresh: false, early: false, blocked: false };
}

/** What the chat is told of it besides its name. */
function factsOf({ opens, contact, answer, intent, ad }: Event<'message'>): FactsOf<'client_wrote'> {
  const isThere = contact.phone !== undefined || contact.email !== undefined;
  return {
    opens,
    ...(isThere && { contact }),
    ...(answer && { answer }),
    ...(intent && { intent }),
    ...(ad && { ad }),
  };
}
