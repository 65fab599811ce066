import type { Pool } from 'pg';
import type { ContactFacts } from '#workflows/chat/vocabulary.ts';
import type { LanguageReason } from '#workflows/settings/language.ts';
import type { Attachment } from '#db/entities/attachment.ts';
import type { MessageKind, MessageState, MessageVia } from '#db/entities/message.ts';

export interface MessageRow {
  id: string;
  seq: number;
  chatNumber: number;
  direction: 'in' | 'out';
  via: MessageVia;
  kind: MessageKind;
  text: string;
  attachments: Attachment[];
  state: MessageState;
  at: Date;
  authorId: string | null;
  authorName: string | null;
  key: string | null;
  replyTo: string | null;
  reaction: string | null;
  editedAt: Date | null;
  /** What it said before it was edited, the oldest first; `at` in milliseconds. */
  former: { text: string; at: number }[];
  decided: boolean;
  reasonCode: string | null;
  reasonDetail: string | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
  contact: ContactFacts | null;
  language: string | null;
  languageReason: LanguageReason | null;
}

export const MESSAGE_COLUMNS = `
  m.id, m.seq::float8 as seq, c.number as "chatNumber", m.direction, m.via, m.kind, m.text, m.attachments, m.state,
    m.at, m.author_id as "authorId",
  e.name as "authorName", m.key, m.reaction, m.edited_at as "editedAt", m.former, m.decided,
  m.reason_code as "reasonCode", m.reason_detail as "reasonDetail",
  m.sent_at as "sentAt", m.delivered_at as "deliveredAt", m.read_at as "readAt",
  m.contact, m.language, m.language_reason as "languageReason",
  (select r.id from message r where r.page_id = m.page_id and r.mid = m.reply_to_mid) as "replyTo"`;
export const MESSAGE_TABLES = 'message m join chat c on c.id = m.chat_id left join employee e on e.id = m.author_id';

const UP = { direction: 'asc', beyond: '>' } as const;
const DOWN = { direction: 'desc', beyond: '<' } as const;

export interface Slice {
  order: 'asc' | 'desc';
  limit: number;
  offset: number;
  /** Told already, by their numbers of arrival. */
  seen?: number[];
  /** The one after which it goes on. */
  after?: string | null;
}

/**
 * A chat's messages in the order they are shown: Meta's time, then arrival. Of those told already none comes again,
 * wherever new ones stand.
 */
export async function listMessages(pool: Pool, chatId: string, slice: Slice): Promise<MessageRow[]> {
  const { direction, beyond } = slice.order === 'desc' ? DOWN : UP;
  const { rows } = await pool.query<MessageRow>({
    name: `messages-${direction}`,
    text: `select ${MESSAGE_COLUMNS} from ${MESSAGE_TABLES} where m.chat_id = $1 and not (m.seq = any($4::bigint[]))
         and ($5::uuid is null
         or (m.at, m.seq) ${beyond} (select at, seq from message where id = $5 and chat_id = $1))
       order by m.at ${direction}, m.seq ${direction} limit $2 offset $3`,
    values: [chatId, slice.limit, slice.offset, slice.seen ?? [], slice.after ?? null],
  });
  return rows;
}

export async function findMessages(pool: Pool, ids: string[]): Promise<MessageRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<MessageRow>({
    name: 'find-messages',
    text: `select ${MESSAGE_COLUMNS} from ${MESSAGE_TABLES} where m.id = any($1::uuid[])`,
    values: [ids],
  });
  return rows;
}
