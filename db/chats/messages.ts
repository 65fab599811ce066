import type { Pool } from 'pg';
import type { ContactFacts } from '#workflows/chat/vocabulary.ts';
import type { LanguageReason } from '#workflows/settings/language.ts';
import type { Attachment } from '#db/entities/attachment.ts';
import type { MessageKind, MessageState, MessageVia } from '#db/entities/message.ts';
import type { Currency, DocumentKind } from '#workflows/documents/vocabulary.ts';
import type { ReactionState } from '#db/entities/reaction/page-reaction.ts';

/** What a message answers, as far as a line of it needs: it may stand in another chat of the client's. */
export interface Quoted {
  id: string;
  number: number;
  direction: 'in' | 'out';
  via: MessageVia;
  author: string | null;
  kind: MessageKind;
  text: string;
  attachment: { type: string; name: string | null } | null;
}

/** The page's own sign: the one that is wanted, and the one that Meta has. */
export interface OurReaction {
  emoji: string | null;
  sent: string | null;
  state: ReactionState;
  reason: string | null;
  author: { id: string; name: string } | null;
}

/** The document that went out as its file. */
export interface DocumentOfMessage {
  id: string;
  kind: DocumentKind;
  number: string;
  total: number;
  currency: Currency;
  state: 'issued' | 'cancelled';
  paid: boolean;
  paidSum: number;
}

/** So much of it stands in a quote. */
const QUOTE_MAX = 200;

export interface MessageRow {
  id: string;
  seq: number;
  chatNumber: number;
  direction: 'in' | 'out';
  via: MessageVia;
  kind: MessageKind;
  text: string;
  /** The `ref` of the link by which the client came with it. */
  cameBy: string | null;
  attachments: Attachment[];
  state: MessageState;
  at: Date;
  authorId: string | null;
  authorName: string | null;
  key: string | null;
  /** The first message of the answer it is a part of. */
  partOf: string | null;
  replyTo: string | null;
  /** It answers another message. */
  isReply: boolean;
  quoted: Quoted | null;
  reaction: string | null;
  pageReaction: OurReaction | null;
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
  byButton: boolean;
  language: string | null;
  languageReason: LanguageReason | null;
  document: DocumentOfMessage | null;
}

export const MESSAGE_COLUMNS = `
  m.id, m.seq::float8 as seq, c.number as "chatNumber", m.direction, m.via, m.kind, m.text,
  m.referral ->> 'ref' as "cameBy",
  coalesce((select jsonb_agg(told.one || coalesce(jsonb_strip_nulls(jsonb_build_object('id', f.id, 'state', f.state,
      'reason', f.reason, 'mime', f.mime, 'kind', f.kind, 'size', f.size, 'width', f.width, 'height', f.height)), '{}')
      order by told.n)
    from jsonb_array_elements(m.attachments) with ordinality as told (one, n)
      left join lateral (
        select id, state, reason, mime, kind, size, width, height from attachment
        where message_id = m.id and place = told.n - 1
        union all select id, 'ready', null, mime, kind, size, width, height from file where id = m.file_id
      ) f on true), m.attachments) as attachments,
  m.state, m.at, m.author_id as "authorId",
  e.name as "authorName", m.key, m.part_of as "partOf", m.reaction, m.edited_at as "editedAt", m.former, m.decided,
  m.reason_code as "reasonCode", m.reason_detail as "reasonDetail",
  m.sent_at as "sentAt", m.delivered_at as "deliveredAt", m.read_at as "readAt",
  m.contact, m.by_button as "byButton", m.language, m.language_reason as "languageReason",
  m.reply_to_mid is not null as "isReply", quoted.message ->> 'id' as "replyTo", quoted.message as quoted,
  (select json_build_object('emoji', o.emoji, 'sent', o.sent_emoji, 'state', o.state, 'reason', o.reason_code,
     'author', case when oe.id is not null then json_build_object('id', oe.id, 'name', oe.name) end)
   from page_reaction o left join employee oe on oe.id = o.author_id where o.message_id = m.id and m.kind <> 'unsent'
  ) as "pageReaction",
  case when m.direction = 'out' and m.via = 'desk' then (
    select json_build_object('id', d.id, 'kind', d.kind, 'number', d.number, 'total', d.total, 'currency', d.currency,
      'state', d.state, 'paid', coalesce(d.paid_sum >= d.total, false), 'paidSum', coalesce(d.paid_sum, 0))
    from document_sending ds join document d on d.id = ds.document_id where ds.message_id = m.id limit 1
  ) end as document`;
/** What was answered is found by its name at Meta; what stands in the bin is not quoted. */
export const MESSAGE_TABLES = `message m join chat c on c.id = m.chat_id left join employee e on e.id = m.author_id
  left join lateral (
    select json_build_object('id', r.id, 'number', rc.number, 'direction', r.direction, 'via', r.via, 'author', re.name,
      'kind', r.kind, 'text', left(r.text, ${QUOTE_MAX}), 'attachment', case when r.attachments -> 0 is not null then
        json_build_object('type', r.attachments -> 0 ->> 'type', 'name', r.attachments -> 0 ->> 'name') end) as message
    from message r join chat rc on rc.id = r.chat_id and (rc.led is not null or rc.id = m.chat_id)
      left join employee re on re.id = r.author_id
    where r.page_id = m.page_id and r.mid = m.reply_to_mid and r.client_id = m.client_id) quoted on true`;

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
