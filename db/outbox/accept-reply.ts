import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { NEWER } from '#db/chats/touch.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { IN_RELAY_QUEUE } from '#db/inbox/relay-queue.ts';
import { putInput } from '#db/inbox/tell.ts';
import { type Crossing, findCrossing } from '#db/outbox/crossing.ts';
import { BY_HUMAN } from '#db/outbox/human-agent.ts';
import { countUse } from '#db/ready-replies/used.ts';
import { findSendable, type FileFacts } from '#db/files/read.ts';
import { type Button, partsOf, putParts } from './answer-parts.ts';

export interface Reply {
  chatId: string;
  clientId: string;
  pageId: string;
  authorId: string;
  /** Empty: files alone. */
  text: string;
  /** They go out after the text, in this order. */
  fileIds?: readonly string[] | undefined;
  /** The same key from the same author is the same message. */
  key: string;
  replyTo: string | null;
  /** Its PDF is what goes out. */
  documentId?: string | undefined;
  /** Under the text. */
  buttons?: Button[] | undefined;
  /** The last word of the chat that the author had seen, null: none; undefined: they do not say. */
  seen?: string | null | undefined;
  /** The ready replies it was made from. */
  readyReplyIds?: readonly string[] | undefined;
}

export type Accepted =
  | { kind: 'accepted' | 'known'; ids: string[] }
  | { kind: 'refused'; why: 'CHAT_FINISHED' | 'WINDOW_CLOSED' }
  | { kind: 'unknown_files'; ids: string[] }
  | { kind: 'crossed'; crossing: Crossing };

/**
 * Takes an operator's answer: a row of the outbox for the text and for each file, visible at once, and one input for
 * the chat's workflow, which releases them together. The client's row is locked, so answers stand in the order they
 * were accepted.
 */
export async function acceptReply(pool: Pool, reply: Reply): Promise<Accepted> {
  return inTransaction(pool, (tx) => acceptWithin(tx, reply));
}

/** Within a transaction that keeps more than this. */
export async function acceptWithin(tx: Sql, reply: Reply): Promise<Accepted> {
  await putInLine(tx, reply.clientId);
  const known = await tx.query<{ id: string }>(
    'select id from message where client_id = $1 and author_id = $2 and key = $3',
    [reply.clientId, reply.authorId, reply.key],
  );
  if (known.rows[0]) return { kind: 'known', ids: await partsOf(tx, known.rows[0].id) };
  const why = await refusal(tx, reply.chatId);
  if (why) return { kind: 'refused', why };
  const files = await findSendable(tx, reply);
  const unknown = (reply.fileIds ?? []).filter((id) => !files.has(id));
  if (unknown.length > 0) return { kind: 'unknown_files', ids: unknown };
  const { seen } = reply;
  const crossing = seen === undefined ? null : await findCrossing(tx, { ...reply, seen });
  if (crossing) return { kind: 'crossed', crossing };
  const ids = await insertReply(tx, reply, files);
  if (reply.readyReplyIds?.length) await countUse(tx, reply.authorId, reply.readyReplyIds);
  return { kind: 'accepted', ids };
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

async function insertReply(tx: Sql, reply: Reply, files: ReadonlyMap<string, FileFacts>): Promise<string[]> {
  const parts = putParts(reply, files);
  await tx.query(
    `with moment as (select date_trunc('milliseconds', clock_timestamp()) as at), said as (
       insert into message (id, chat_id, client_id, page_id, direction, via, kind, text, attachments, file_id, state,
         at, author_id, key, part_of, reply_to_mid)
       select p.id, $1, $2, $3, 'out', 'desk', p.kind, p.text, p.attachments, p."fileId", 'queued',
         moment.at + p.n * interval '1 ms', $5, p.key, p."partOf", case when p."partOf" is null then (
           select mid from message where id = $6 and chat_id = $1 and kind <> 'unsent') end
       from moment, jsonb_to_recordset($4) as p (n int, id uuid, kind text, text text, attachments jsonb,
         "fileId" uuid, key text, "partOf" uuid)
       order by p.n returning id, at, chat_id, client_id, page_id, author_id, part_of
     ), told as (
       ${putInput('operator_replied', { ...REPLY, at: 'at' }, 'said where part_of is null')}
     ) update chat set ${NEWER} where id = $1`,
    [reply.chatId, reply.clientId, reply.pageId, JSON.stringify(parts), reply.authorId, reply.replyTo],
  );
  const { pageId, chatId } = reply;
  await recordChange(tx, [
    ...parts.map(({ id }) => ({ kind: 'message' as const, pageId, chatId, ref: id })),
    { kind: 'chat', pageId, chatId, ref: chatId },
  ]);
  return parts.map(({ id }) => id);
}
