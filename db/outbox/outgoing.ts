import type { QuickReply } from '#db/entities/attachment.ts';
import type { FileFacts } from '#db/files/read.ts';
import type { Button } from './answer-parts.ts';

/** A message on its way out. */
export interface Outgoing {
  id: string;
  clientId: string;
  pageId: string;
  chatId: string;
  text: string;
  quickReplies: QuickReply[] | null;
  /** Under the text. */
  buttons: Button[] | null;
  /** Goes only as long as this document may go into the chat: it brings it, or the button that pays it. */
  documentId: string | null;
  /** What it answers, by its name at Meta. */
  replyToMid: string | null;
  /** Sent in place of a text, under the name it has in this message. */
  file: FileFacts | null;
  psid: string;
  pageFacebookId: string;
  sealedToken: string;
  /** Meta's tag; null: an ordinary answer. */
  tag: string | null;
  attempts: number;
  sendingAt: Date;
}

export const OUTGOING = `m.id, m.client_id as "clientId", m.page_id as "pageId", m.chat_id as "chatId", m.text,
  m.quick_replies as "quickReplies",
  m.attachments -> 0 -> 'buttons' as buttons, m.reply_to_mid as "replyToMid", m.tag, m.attempts,
  m.sending_at as "sendingAt", c.psid, p.facebook_id as "pageFacebookId", p.sealed_token as "sealedToken",
  (select s.document_id from document_sending s where s.message_id = m.id or s.payment_message_id = m.id
   limit 1) as "documentId",
  (select json_build_object('id', f.id, 'name', m.attachments -> 0 ->> 'name', 'mime', f.mime, 'kind', f.kind,
     'size', f.size)
   from file f where f.id = m.file_id) as file`;

export const READY = `m.direction = 'out' and m.state = 'queued' and m.decided
  and (m.next_try_at is null or m.next_try_at <= now())`;
