import { recordChange } from '#db/changes/record.ts';
import { IN_RELAY_QUEUE } from '#db/inbox/relay-queue.ts';
import { putInput } from '#db/inbox/tell.ts';
import { type Sql } from '#db/connection/transaction.ts';

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

const CLOSED_IN_OPEN = `settled s join chat on chat.id = s.chat_id where s.state = 'failed'
  and chat.status <> 'finished'`;

/** What may still go out is queued again; of the rest the chat hears, since its client is without an answer. */
export async function releaseHeld(tx: Sql, pageId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string; chat_id: string }>(
    `with settled as (
       update message m set state = case when greatest(c.window_until, c.window_possible_until) <= now() then 'failed'
         else 'queued' end, next_try_at = null,
         reason_code = case when greatest(c.window_until, c.window_possible_until) <= now()
           then 'window_closed' end, reason_detail = null
       from chat c where c.id = m.chat_id and m.page_id = $1 and m.state = 'held'
       returning m.id, m.chat_id, m.client_id, m.state
     ), told as (
       ${putInput('answer_failed', CLOSED, CLOSED_IN_OPEN)}
     ), due as (
       update client set ${IN_RELAY_QUEUE} where id in (select client_id from settled where state = 'failed')
     ) select id, chat_id from settled`,
    [pageId],
  );
  await recordChange(
    tx,
    rows.map(({ id, chat_id }) => ({ kind: 'message', pageId, chatId: chat_id, ref: id })),
  );
}
