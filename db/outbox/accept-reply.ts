import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { NEWER } from '#db/chats/touch.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { IN_RELAY_QUEUE } from '#db/inbox/relay-queue.ts';
import { putInput } from '#db/inbox/tell.ts';
import { type Crossing, findCrossing } from '#db/outbox/crossing.ts';
import { BY_HUMAN } from '#db/outbox/human-agent.ts';
import { countUse } from '#db/ready-replies/used.ts';

export interface Reply {
  chatId: string;
  clientId: string;
  pageId: string;
  authorId: string;
  text: string;
  /** The same key from the same author is the same message. */
  key: string;
  replyTo: string | null;
  /** The last word of the chat that the author had seen, null: none; undefined: they do not say. */
  seen?: string | null | undefined;
  /** The ready replies it was made from. */
  readyReplyIds?: readonly string[] | undefined;
}

export type Accepted =
  | { kind: 'accepted' | 'known'; id: string }
  | { kind: 'refused'; why: 'CHAT_FINISHED' | 'WINDOW_CLOSED' }
  | { kind: 'crossed'; crossing: Crossing };

/**
 * Takes an operator's answer: a row of the outbox, visible at once, and an input for the chat's workflow, which
 * releases it. The client's row is locked, so answers stand in the order they were accepted.
 */
export async function acceptReply(pool: Pool, reply: Reply): Promise<Accepted> {
  return inTransaction(pool, async (tx) => {
    await putInLine(tx, reply.clientId);
    const known = await tx.query<{ id: string }>(
      'select id from message where client_id = $1 and author_id = $2 and key = $3',
      [reply.clientId, reply.authorId, reply.key],
    );
    if (known.rows[0]) return { kind: 'known', id: known.rows[0].id };
    const why = await refusal(tx, reply.chatId);
    if (why) return { kind: 'refused', why };
    const { seen } = reply;
    const crossing = seen === undefined ? null : await findCrossing(tx, { ...reply, seen });
    if (crossing) return { kind: 'crossed', crossing };
    const id = await insertReply(tx, reply);
    if (reply.readyReplyIds?.length) await countUse(tx, reply.authorId, reply.readyReplyIds);
    return { kind: 'accepted', id };
  });
}

/** The client's row is locked by it; a person's answer goes before everything else that waits to be told. */
export async function putInLine(tx: Sql, clientId: string): Promise<void> {
  await tx.query(`update client set ${IN_RELAY_QUEUE}, relay_urgent = true where id = $1`, [clientId]);
}

async function refusal(tx: Sql, chatId: string): Promise<'CHAT_FINISHED' | 'WINDOW_CLOSED' | null> {
  const { rows } = await tx.query<{ status: string; closed: boolean }>(
    `select c.status, c.window_until is not null and greatest(c.window_until, c.window_possible_until) <= now()
       and not ${BY_HUMAN} and not exists (
         select 1 from message m where m.chat_id = c.id and m.direction = 'in' and not m.decided) as closed
     from chat c join page p on p.id = c.page_id where c.id = $1`,
    [chatId],
  );
  if (rows[0]?.status === 'finished') return 'CHAT_FINISHED';
  return rows[0]?.closed ? 'WINDOW_CLOSED' : null;
}

/** The chat hears of a message that a person wrote, or wants to be tried again. */
export const REPLY = {
  client: 'client_id',
  chat: 'chat_id',
  message: 'id',
  facts: `jsonb_strip_nulls(jsonb_build_object('employeeId', author_id, 'humanAgent',
    (select true from page p where p.id = page_id and p.human_agent)))`,
};

async function insertReply(tx: Sql, reply: Reply): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `with said as (
       insert into message (chat_id, client_id, page_id, direction, via, text, state, at, author_id, key, reply_to_mid)
       values ($1, $2, $3, 'out', 'desk', $4, 'queued', date_trunc('milliseconds', clock_timestamp()), $5, $6,
         (select mid from message where id = $7 and chat_id = $1 and kind <> 'unsent'))
       returning id, at, chat_id, client_id, page_id, author_id
     ), told as (
       ${putInput('operator_replied', { ...REPLY, at: 'at' }, 'said')}
     ), touched as (update chat set ${NEWER} where id = $1)
     select id from said`,
    [reply.chatId, reply.clientId, reply.pageId, reply.text, reply.authorId, reply.key, reply.replyTo],
  );
  const id = rows[0]?.id ?? '';
  await recordChange(tx, [
    { kind: 'message', pageId: reply.pageId, chatId: reply.chatId, ref: id },
    { kind: 'chat', pageId: reply.pageId, chatId: reply.chatId, ref: reply.chatId },
  ]);
  return id;
}
