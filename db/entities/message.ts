import { defineEntity, p } from '@mikro-orm/postgresql';
import { Chat } from '#db/entities/chat.ts';
import { Client } from '#db/entities/client.ts';
import { Employee } from '#db/entities/employee.ts';
import { StoredFile } from '#db/entities/file.ts';
import { Page } from '#db/entities/page.ts';
import { BY_PAGE } from '#db/entities/page-health/message-indexes.ts';
import type { ContactFacts } from '#workflows/chat/vocabulary.ts';
import type { LanguageReason } from '#workflows/settings/language.ts';
import type { AutomaticMessage } from '#workflows/settings/vocabulary.ts';
import type { Attachment, QuickReply } from './attachment.ts';

/**
 * `form`: answers of a form of Meta's; `call`: a call; `event`: what was done at Messenger beside speaking;
 * `unsupported`: of a kind that cannot be shown; `unsent`: the client took it back.
 */
export type MessageKind =
  | 'text'
  | 'attachment'
  | 'postback'
  | 'referral'
  | 'form'
  | 'call'
  | 'event'
  | 'unsupported'
  | 'unsent'
  | AutomaticMessage;
export type MessageState =
  | 'received'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'failed'
  | 'held'
  | 'unknown';
/**
 * `meta_inbox`: a person in Meta's own inbox; `other_app`: a program of somebody else's, which answers nobody;
 * `automatic`: the chat's workflow said it by itself.
 */
export type MessageVia = 'desk' | 'meta_inbox' | 'other_app' | 'client' | 'automatic';

const MessageSchema = defineEntity({
  name: 'Message',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    /** Arrival order over the whole installation; shown order is (at, seq). */
    seq: p.bigint('number').autoincrement().unique(),
    chat: () => p.manyToOne(Chat).deleteRule('cascade'),
    client: () => p.manyToOne(Client).deleteRule('cascade'),
    page: () => p.manyToOne(Page).deleteRule('cascade'),
    direction: p.text().$type<'in' | 'out'>(),
    via: p.text().$type<MessageVia>(),
    kind: p.text().$type<MessageKind>().default('text'),
    text: p.text().default(''),
    /** Read by a build of before; `message_words` has it. */
    folded: p.text().nullable().lazy(),
    attachments: p.json<Attachment[]>().default('[]'),
    state: p.text().$type<MessageState>(),
    at: p.datetime(),
    mid: p.text().nullable(),
    author: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    /**
     * An answer's Idempotency-Key, an automatic message's occasion; of what a client did without a mid, the event it
     * came with.
     */
    key: p.text().nullable(),
    replyToMid: p.text().nullable(),
    reaction: p.text().nullable(),
    /** When the client reacted last, or took it back: an older word about it changes nothing. */
    reactionAt: p.datetime().nullable(),
    editedAt: p.datetime().nullable(),
    edits: p.integer().default(0),
    /** What it said before it was edited, the oldest first; `at` in milliseconds. */
    former: p.json<{ text: string; at: number }[]>().default('[]'),
    /** The chat's workflow has taken it into account; an outgoing one may only leave after that. */
    decided: p.boolean().default(false),
    reasonCode: p.text().nullable(),
    reasonDetail: p.text().nullable(),
    /** Under which of Meta's tags it goes out; none: as an ordinary answer. */
    tag: p.text().$type<'HUMAN_AGENT'>().nullable(),
    attempts: p.integer().default(0),
    nextTryAt: p.datetime().nullable(),
    sendingAt: p.datetime().nullable(),
    /** While it is `sending`: its file is being brought to Meta, and nothing of it has left. */
    uploading: p.boolean().default(false),
    /** The process that has it in hand while it is `sending`. */
    sendingBy: p.uuid().nullable(),
    echoAt: p.datetime().nullable(),
    sentAt: p.datetime().nullable(),
    deliveredAt: p.datetime().nullable(),
    readAt: p.datetime().nullable(),
    lookups: p.integer().default(0),
    /** Phone and e-mail that stand in what the client wrote. */
    contact: p.json<ContactFacts>().nullable(),
    /** Chosen on a quick reply and not typed; of a contact, on Messenger's own button under a question. */
    byButton: p.boolean().default(false),
    /** The m.me link or the ad that brought the client with this message. */
    referral: p.json<{ ref?: string; adId?: string }>().nullable(),
    /** Messenger's quick replies under an automatic question. */
    quickReplies: p.json<QuickReply[]>().nullable(),
    language: p.text().nullable(),
    languageReason: p.text().$type<LanguageReason>().nullable(),
    /** The first message of an answer of several, of which its chat is told. No key: both go with their chat. */
    partOf: p.uuid().nullable(),
    /** The file that goes out in place of a text. */
    file: () => p.manyToOne(StoredFile).nullable().deleteRule('restrict'),
  },
  indexes: [
    { properties: ['chat', 'at', 'seq'] },
    {
      name: 'message_outbox_index',
      expression: `create index message_outbox_index on message (client_id, seq)
        where direction = 'out' and state in ('queued', 'sending', 'held', 'unknown')`,
    },
    ...BY_PAGE,
    {
      name: 'message_mid_unique',
      expression: 'create unique index message_mid_unique on message (page_id, mid) where mid is not null',
    },
    {
      name: 'message_key_unique',
      expression: 'create unique index message_key_unique on message (client_id, author_id, key) where key is not null',
    },
    {
      name: 'message_event_unique',
      expression: `create unique index message_event_unique on message (client_id, key)
        where via = 'client' and key is not null`,
    },
    {
      name: 'message_automatic_unique',
      expression: `create unique index message_automatic_unique on message (chat_id, kind, key)
        where via = 'automatic'`,
    },
    {
      name: 'message_receipt_index',
      expression: `create index message_receipt_index on message (client_id, at)
        where direction = 'out' and state in ('sent', 'delivered')`,
    },
    {
      name: 'message_author_failed_index',
      expression: `create index message_author_failed_index on message (author_id, at) where state = 'failed'`,
    },
    {
      name: 'message_file_index',
      expression: 'create index message_file_index on message (file_id) where file_id is not null',
    },
    {
      name: 'message_part_of_index',
      expression: 'create index message_part_of_index on message (part_of) where part_of is not null',
    },
    ...(['phone', 'email'] as const).map((part) => ({
      name: `message_${part}_index`,
      expression: `create index message_${part}_index on message ((contact ->> '${part}')) where contact is not null`,
    })),
    {
      name: 'message_by_button_index',
      expression: `create index message_by_button_index on message (page_id, by_button, at)
        where direction = 'in' and contact is not null`,
    },
    {
      name: 'message_undecided_index',
      expression: 'create index message_undecided_index on message (chat_id) where not decided',
    },
  ],
});

/** What was said in a chat, either way. An outgoing one is also its own place in the outbox. */
export class Message extends MessageSchema.class {}
MessageSchema.setClass(Message);

const MessageWordsSchema = defineEntity({
  name: 'MessageWords',
  properties: {
    message: () => p.manyToOne(Message).primary().deleteRule('cascade'),
    folded: p.text(),
    /** Of the message: by them the newest words are looked at first. Null: not kept again yet. */
    seq: p.bigint().nullable(),
    pageId: p.uuid().nullable(),
  },
  indexes: [
    {
      name: 'message_words_newest_index',
      expression: 'create index message_words_newest_index on message_words (page_id, seq) where seq is not null',
    },
    {
      name: 'message_words_parts_index',
      expression: `create index message_words_parts_index on message_words using gin (trigrams(folded))
        with (fastupdate = off)`,
    },
  ],
});

/** What a message says as it is searched: put here a moment after it came, so that it keeps no delivery waiting. */
export class MessageWords extends MessageWordsSchema.class {}
MessageWordsSchema.setClass(MessageWords);
