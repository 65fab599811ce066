import { recordChange } from '#db/changes/record.ts';
import { IN_RELAY_QUEUE } from '#db/inbox/relay-queue.ts';
import { putInput } from '#db/inbox/tell.ts';
import { type Sql } from '#db/connection/transaction.ts';
import { REPLY } from '#db/outbox/accept-reply.ts';
import { BY_HUMAN } from '#db/outbox/human-agent.ts';

/** Clients before the page, as everywhere: whoever settles a send holds the client and then wants the page. */
export async function lockHeld(tx: Sql, pageId: string): Promise<void> {
  await tx.query(
    `select 1 from client where id in (select client_id from message where page_id = $1 and state = 'held')
     order by id for update`,
    [pageId],
  );
}

/** The chat hears of a message `s` whose window closed while it was held. */
const CLOSED = { client: 's.client_id', chat: 's.chat_id', message: 's.id', facts: `'{"code":"window_closed"}'` };

const CLOSED_IN_OPEN = `settled s join chat on chat.id = s.chat_id where s.fate = 'fails'
  and chat.status <> 'finished'`;

/** The chat decides about an automatic one: it stays where it is, and its chat is not that of an input's message. */
const MAY_GO = {
  client: 's.client_id',
  chat: 's.chat_id',
  facts: `jsonb_strip_nulls(jsonb_build_object('about', s.id, 'template', s.kind,
    'key', regexp_replace(s.key, ' file$', ''), 'until', s.until, 'answered', s.answered, 'behind', s.behind,
    'file', s.file))`,
};

/** Of an answer of several parts its chat hears once, and releases what waits with it. */
const ASKED = `settled s where s.fate = 'asked'
  and not exists (select 1 from settled f where f.id = s.part_of and f.fate = 'asked') order by s.seq`;

const QUESTION = `kind in ('askPhone', 'phoneNotUnderstood', 'askEmail', 'emailNotUnderstood')`;

/** What is held, with what its chat cannot know of it by itself. The number of a question begins its key. */
const HELD = `select m.id, m.chat_id, m.client_id, m.page_id, m.author_id, m.seq, m.kind, m.key, m.part_of,
    (extract(epoch from c.window_until) * 1000)::bigint as until,
    case when m.via = 'automatic' then 'judged'
      when not coalesce(greatest(c.window_until, c.window_possible_until) <= now(), false) then 'goes'
      when ${BY_HUMAN} and c.status <> 'finished' then 'asked' else 'fails' end as fate,
    case when m.file_id is not null then true end as file,
    case when exists (select 1 from message a where a.chat_id = m.chat_id and a.direction = 'out'
      and a.via in ('desk', 'meta_inbox') and a.kind <> 'call' and a.state <> 'failed' and a.seq > m.seq)
      then true end as answered,
    case when m.${QUESTION} and exists (select 1 from message e where e.chat_id = m.chat_id and e.state = 'held'
      and e.via = 'automatic' and e.file_id is null and e.seq < m.seq and e.${QUESTION}
      and substring(e.key from '^[0-9]+') = substring(m.key from '^[0-9]+')) then true end as behind
  from message m join chat c on c.id = m.chat_id join page p on p.id = m.page_id
  where m.page_id = $1 and m.state = 'held'`;

/**
 * A person's answer that may still go out is queued again; one whose window closed is judged by its chat where a human
 * agent may still answer, and fails elsewhere: the chat hears of it, since its client is without an answer. What is
 * automatic is queued, too, but its chat decides anew whether it goes: much may have happened since.
 */
export async function releaseHeld(tx: Sql, pageId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string; chat_id: string }>(
    `with waiting as (${HELD}), settled as (
       update message m set state = case when w.fate = 'fails' then 'failed' else 'queued' end,
         decided = w.fate in ('goes', 'fails'), next_try_at = null, reason_detail = null,
         reason_code = case when w.fate = 'fails' then 'window_closed' end
       from waiting w where w.id = m.id returning w.*
     ), told as (
       ${putInput('answer_failed', CLOSED, CLOSED_IN_OPEN)}
     ), judged as (
       ${putInput('held_may_go', MAY_GO, `settled s where s.fate = 'judged' order by s.seq`)}
     ), asked as (
       ${putInput('operator_replied', REPLY, ASKED)}
     ), due as (
       update client set ${IN_RELAY_QUEUE} where id in (select client_id from settled where fate <> 'goes')
     ) select id, chat_id from settled`,
    [pageId],
  );
  await recordChange(
    tx,
    rows.map(({ id, chat_id }) => ({ kind: 'message', pageId, chatId: chat_id, ref: id })),
  );
}
