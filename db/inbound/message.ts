import { begunAt, saidAt } from '#db/chats/summary.ts';
import { NEWER } from '#db/chats/touch.ts';
import { IN_RELAY_QUEUE, NEW_IN_RELAY_QUEUE } from '#db/inbox/relay-queue.ts';
import { type FactsOf, putInput } from '#db/inbox/tell.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { Event } from './events.ts';

/** A client's word, and the page it was said to. */
export interface Said {
  event: Event<'message'>;
  pageId: string;
}

export interface KeptMessage {
  /** The event was not here before. */
  fresh: boolean;
  /** Events about it came first, and wait to be applied. */
  early: boolean;
  /** Deliveries that came before this one are not read yet: nothing was kept, it has to wait in line. */
  blocked: boolean;
  /** Somebody else has the client's row in hand: nothing was kept. */
  busy: boolean;
}

/** Waits for whoever has a client in hand. */
const WAITING = `owner as (
    insert into client (page_id, psid, ${NEW_IN_RELAY_QUEUE.columns})
    select page_id, psid, ${NEW_IN_RELAY_QUEUE.values} from given where not blocked order by page_id, psid
    on conflict (page_id, psid) do update set ${IN_RELAY_QUEUE} returning id, page_id, psid
  )`;

/** Waits for nobody: whose client is in somebody's hand, or being written for the first time, is left out. */
const PASSING = `held as (
    select client.id from client join given using (page_id, psid) where not blocked
    for no key update of client skip locked
  ), known_owner as (
    update client set ${IN_RELAY_QUEUE} from held where client.id = held.id
    returning client.id, client.page_id, client.psid
  ), new_owner as (
    insert into client (page_id, psid, ${NEW_IN_RELAY_QUEUE.columns})
    select page_id, psid, ${NEW_IN_RELAY_QUEUE.values} from given
    where not blocked
      and (select 1 from client where page_id = given.page_id and psid = given.psid limit 1) is null
    order by page_id, psid on conflict (page_id, psid) do nothing returning id, page_id, psid
  ), owner as (
    select * from known_owner union all select * from new_owner
  )`;

const BEGUN = begunAt('fresh.at');
/** The chat hears of a message that was said. */
const WROTE = {
  client: 'said.client_id',
  chat: 'said.chat_id',
  message: 'said.id',
  at: 'fresh.at',
  facts: 'fresh.facts',
};

const GIVEN = `given as (
    select *, not $1::boolean and exists (
      select from delivery where aside_at is null and page_facebook_id = any(pages)) as blocked
    from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::uuid[], $8::text[], $9::text[],
      $10::jsonb[], $11::text[], $12::text[], $13::jsonb[], $14::jsonb[], $15::text[], $16::boolean[],
      $17::jsonb[]) with ordinality
      as given (key, page_facebook_id, psid, at, raw, page_id, kind, text, attachments, mid, reply_to_mid, facts,
        referral, own_key, by_button, sources, n)
  )`;

/** Of those whose client is in hand. */
const KEPT = `event as (
    insert into inbound_event (key, page_facebook_id, psid, kind, at, raw)
    select key, page_facebook_id, psid, 'message', at, raw from given join owner using (page_id, psid) order by n
    on conflict (key) do nothing returning key
  ), fresh as (
    select given.*, owner.id as client_id from event join given using (key) join owner using (page_id, psid)
    where (select 1 from message where page_id = owner.page_id and mid = given.mid limit 1) is null
      and (select 1 from message where client_id = owner.id and via = 'client' and key = given.own_key limit 1) is null
  ), known as (
    update chat set ${NEWER}, ${saidAt('fresh.at')}
    from (select *, (select id from chat where client_id = fresh.client_id and status <> 'finished' limit 1) as open_id
      from fresh) fresh
    where chat.id = fresh.open_id and nullif(chat.status, 'finished') is not null
    returning chat.id, chat.client_id
  ), opened as (
    insert into chat (client_id, page_id, ${BEGUN.columns})
    select client_id, page_id, ${BEGUN.values} from fresh
    where not exists (select from known where known.client_id = fresh.client_id) order by n
    on conflict (client_id) where status <> 'finished' do update set ${NEWER}, ${saidAt('excluded.last_contact_at')}
    returning id, client_id
  ), open as (
    select * from known union all select * from opened
  ), said as (
    insert into message (chat_id, client_id, page_id, direction, via, kind, text, attachments, state, at, mid, key,
      reply_to_mid, contact, referral, by_button)
    select open.id, client_id, page_id, 'in', 'client', kind, text, attachments, 'received', at, mid, own_key,
      reply_to_mid, facts -> 'contact', referral, by_button
    from fresh join open using (client_id) order by n
    on conflict do nothing returning id, chat_id, client_id, page_id
  ), sourced as (
    insert into attachment (id, message_id, place, sealed_source)
    select source.id, said.id, source.place, source.sealed
    from said join fresh using (client_id)
      cross join jsonb_to_recordset(fresh.sources) as source (id uuid, place int, sealed text)
  ), told as (
    ${putInput('client_wrote', WROTE, 'said join fresh using (client_id)')}
  ), changed as (
    insert into change (kind, page_id, chat_id, ref)
    select 'message', page_id, chat_id, id::text from said
    union all select 'chat', page_id, chat_id, chat_id::text from said
  )
  select event.key is not null as fresh, blocked, owner.id is null and not blocked as busy,
    exists (select from early_event e where e.client_id = said.client_id
      and (e.about = given.mid or e.kind = 'echo')) as early
  from given left join owner using (page_id, psid) left join event using (key)
    left join said on said.client_id = owner.id
  order by n`;

/**
 * One statement for as many messages as there are, each of another client, since this is the path every client's word
 * takes: the clients' rows in hand before any number is drawn, the raw events, the open chats (or new ones), the
 * messages with what is to be fetched, the inputs for the chats' workflows, the feed. By itself it is a
 * transaction. A chat that is there is
 * updated before one is inserted: an insert that finds it would use up a number. Only a chat opened in this very moment
 * by somebody else is met there.
 *
 * What counts is the message and not the event: one that is here already, by another envelope or from before the raw
 * events were pruned, opens no chat and is not unread. `(select … limit 1) is null` and not `not exists`,
 * which may be planned as a join over all messages. The open chat is looked up so, too, and whether it is open still
 * is asked in other words than those of the index of all open chats, which could be read whole instead.
 */
const keep = (owner: string): string => `with ${GIVEN}, ${owner}, ${KEPT}`;

const TEXTS = { waiting: keep(WAITING), passing: keep(PASSING) };

/** Waits for whoever has the client in hand. `inLine`: nothing that came before it is left to read. */
export async function keepMessage(sql: Sql, said: Said, inLine: boolean): Promise<KeptMessage> {
  const [kept] = await put(sql, 'waiting', [said], inLine);
  if (!kept) throw new Error('the message was not answered');
  return kept;
}

/** Each of another client and under another key; answers in their order. Whose client is `busy` is not kept. */
export async function keepMessages(sql: Sql, said: Said[]): Promise<KeptMessage[]> {
  return put(sql, 'passing', said, false);
}

async function put(sql: Sql, way: keyof typeof TEXTS, said: Said[], inLine: boolean): Promise<KeptMessage[]> {
  const events = said.map(({ event }) => event);
  const { rows } = await sql.query<KeptMessage>({
    name: `keep-${way}`,
    text: TEXTS[way],
    values: [
      inLine,
      events.map(({ key }) => key),
      events.map(({ pageFacebookId }) => pageFacebookId),
      events.map(({ psid }) => psid),
      events.map(({ at }) => new Date(at)),
      events.map(({ raw }) => raw),
      said.map(({ pageId }) => pageId),
      events.map(({ messageKind }) => messageKind),
      events.map(({ text }) => text),
      events.map(({ attachments }) => JSON.stringify(attachments)),
      events.map(({ mid }) => mid),
      events.map(({ replyToMid }) => replyToMid),
      events.map((event) => JSON.stringify(factsOf(event))),
      events.map(({ referral }) => referral && JSON.stringify(referral)),
      events.map(({ mid, key }) => (mid === null ? key : null)),
      events.map(({ byButton = false }) => byButton),
      events.map(({ sources = [] }) => JSON.stringify(sources)),
    ],
  });
  return rows;
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
