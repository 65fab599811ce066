import type { Pool } from 'pg';
import { type Viewer, visibleTo } from '#db/chats/viewer.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { SendingState } from '#db/entities/documents/sending.ts';
import type { MessageState } from '#db/entities/message.ts';
import { acceptWithin, type Reply } from '#db/outbox/accept-reply.ts';
import { money } from '#workflows/documents/money.ts';
import { FILE_MOST } from './links.ts';
import { whyNotInto } from './rule.ts';
import { tellDocument } from './told.ts';

/** How far the last sending of a document is: under way, or what its message says. */
export interface SendingRow {
  state: Exclude<SendingState, 'accepted'> | MessageState;
  reason: string | null;
  /** Null: a chat that the viewer may not see. */
  chatNumber: number | null;
  at: Date;
}

export async function findLastSending(sql: Sql, documentId: string, viewer: Viewer): Promise<SendingRow | null> {
  const { rows } = await sql.query<SendingRow>(
    `select coalesce(m.state, s.state) as state, coalesce(m.reason_code, s.reason) as reason,
       case when ${visibleTo(2)} and c.led is not null then c.number end as "chatNumber", s.updated_at as at
     from document_sending s join chat c on c.id = s.chat_id left join message m on m.id = s.message_id
     where s.document_id = $1 order by s.created_at desc limit 1`,
    [documentId, viewer?.employeeId ?? null],
  );
  return rows[0] ?? null;
}

/** Asks for it; while one is under way into that chat it is the same one. */
export async function askSending(
  sql: Sql,
  documentId: string,
  chatId: string,
  { by, paymentButton }: { by: string; paymentButton: boolean },
): Promise<void> {
  await sql.query(
    `insert into document_sending (document_id, chat_id, author_id, payment_button) values ($1, $2, $3, $4)
     on conflict (document_id, chat_id) where state in ('waiting', 'made', 'held') do nothing`,
    [documentId, chatId, by, paymentButton],
  );
  await tellDocument(sql, documentId);
}

/** Those for which a workflow has to run. */
export async function listUnsent(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from document_sending where state in ('waiting', 'made', 'held') order by created_at`,
  );
  return rows.map(({ id }) => id);
}

/** Which document it is; null: it is over. */
export async function findUnsent(sql: Sql, id: string): Promise<{ documentId: string } | null> {
  const { rows } = await sql.query<{ documentId: string }>(
    `select document_id as "documentId" from document_sending
     where id = $1 and state in ('waiting', 'made', 'held')`,
    [id],
  );
  return rows[0] ?? null;
}

/** Its PDF is there. */
export async function markMade(sql: Sql, id: string): Promise<void> {
  const { rows } = await sql.query<{ documentId: string }>(
    `update document_sending set state = 'made', updated_at = now() where id = $1 and state = 'waiting'
     returning document_id as "documentId"`,
    [id],
  );
  if (rows[0]) await tellDocument(sql, rows[0].documentId);
}

interface Due {
  documentId: string;
  chatId: string;
  clientId: string;
  pageId: string;
  authorId: string;
  fileId: string | null;
  size: number;
  /** Goes in place of the file. */
  link: string | null;
  /** What pays it, where that is to go along. */
  paymentUrl: string | null;
  title: string;
  total: number;
}

/**
 * Puts it into the chat, if the rule of this moment lets it: in one transaction with the word that it was, so that it
 * is there once, whoever dies in between. The client is held first: nobody unlinks them, or finishes their chat, after
 * the rule was asked and before the commit. True: it is over; false: the window is closed, and it may go later.
 */
export async function putIntoChat(pool: Pool, id: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    await lockClientOf(tx, id);
    const due = await lockDue(tx, id);
    if (!due?.fileId) return true;
    const why = await whyNotInto(tx, due.documentId, due.chatId);
    if (why) return settle(tx, id, 'refused', why);
    if (due.link === null && due.size > FILE_MOST) return settle(tx, id, 'refused', 'too_large');
    const accepted = await acceptWithin(tx, replyOf(due, id));
    if ('ids' in accepted && accepted.kind !== 'unknown_files') {
      const paymentMessageId = await offerPayment(tx, id, due);
      return settle(tx, id, 'accepted', null, { messageId: accepted.ids[0] ?? null, paymentMessageId });
    }
    if (accepted.kind === 'refused' && accepted.why === 'WINDOW_CLOSED') {
      await settle(tx, id, 'held', 'window_closed');
      return false;
    }
    return settle(tx, id, 'refused', 'chat_finished');
  });
}

/** The file, or words with the link to it: a message of its own each, so that a link comes after a file that failed. */
function replyOf({ link, fileId, title, ...due }: Due, id: string): Reply {
  const whole = link === null && fileId ? { text: '', fileIds: [fileId] } : { text: `${title}: ${link ?? ''}` };
  return { ...due, ...whole, key: `document-${link === null ? '' : 'link-'}${id}`, replyTo: null };
}

/** A message of its own, right after it: Meta's button stands under words. */
async function offerPayment(tx: Sql, id: string, due: Due): Promise<string | null> {
  const { paymentUrl, title, total } = due;
  if (paymentUrl === null) return null;
  const text = `${title}: ${money(total)} грн`;
  const buttons = [{ title: 'Оплатити', url: paymentUrl }];
  const { chatId, clientId, pageId, authorId } = due;
  const reply = { chatId, clientId, pageId, authorId, text, buttons, key: `payment-${id}`, replyTo: null };
  const accepted = await acceptWithin(tx, reply);
  return ('ids' in accepted && accepted.ids[0]) || null;
}

async function lockClientOf(tx: Sql, id: string): Promise<void> {
  await tx.query(
    `select 1 from client where id = (
       select c.client_id from document_sending s join chat c on c.id = s.chat_id where s.id = $1) for update`,
    [id],
  );
}

async function lockDue(tx: Sql, id: string): Promise<Due | null> {
  const { rows } = await tx.query<Due>(
    `select s.document_id as "documentId", s.chat_id as "chatId", c.client_id as "clientId", c.page_id as "pageId",
       s.author_id as "authorId", d.file_id as "fileId", coalesce(f.size, 0) as size, s.link, d.total::float8 as total,
       concat_ws(' ', d.printed ->> 'title', d.printed ->> 'subtitle') as title,
       case when s.payment_button then d.printed -> 'qr' ->> 'url' end as "paymentUrl"
     from document_sending s join document d on d.id = s.document_id join chat c on c.id = s.chat_id
       left join file f on f.id = d.file_id
     where s.id = $1 and s.state in ('waiting', 'made', 'held') for update of s for share of d`,
    [id],
  );
  return rows[0] ?? null;
}

async function settle(
  tx: Sql,
  id: string,
  state: SendingState,
  reason: string | null,
  { messageId = null, paymentMessageId = null }: { messageId?: string | null; paymentMessageId?: string | null } = {},
): Promise<true> {
  const { rows } = await tx.query<{ documentId: string }>(
    `update document_sending set state = $2, reason = $3, message_id = $4,
       payment_message_id = coalesce($5, payment_message_id), updated_at = now() where id = $1
     returning document_id as "documentId"`,
    [id, state, reason, messageId, paymentMessageId],
  );
  if (rows[0]) await tellDocument(tx, rows[0].documentId);
  return true;
}
