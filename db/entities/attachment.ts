import { defineEntity, p } from '@mikro-orm/postgresql';
import type { FileKind } from '#db/entities/file.ts';
import { Message } from '#db/entities/message.ts';

/** Answers that Messenger offers ready: the phone or the e-mail of the person's own profile. */
export interface QuickReply {
  content_type: 'user_phone_number' | 'user_email';
}

/** An attachment as Meta named it; unknown types are possible. Links are http(s) only. */
export interface Attachment {
  type: string;
  /** The file it is, where we keep it: one that came, with a state, or one that we sent. */
  id?: string;
  state?: AttachmentState;
  reason?: AttachmentReason;
  mime?: string;
  kind?: FileKind;
  width?: number;
  height?: number;
  name: string | null;
  /** A second line: a subtitle, a price, a number. */
  note?: string;
  url?: string;
  place?: { lat: number; long: number };
  /** Of a file, in bytes, where it is known. */
  size?: number;
  /** How long a call lasted. */
  seconds?: number;
  /** Several things in one: products, the cards of a template. */
  parts?: Part[];
  /** What could be pressed under it. */
  buttons?: { title: string; url?: string }[];
}

export interface Part {
  title: string;
  note?: string;
  url?: string;
}

export const ATTACHMENT_STATES = ['waiting', 'fetching', 'ready', 'failed', 'refused'] as const;
export type AttachmentState = (typeof ATTACHMENT_STATES)[number];

/**
 * Why it is not here. Not to be had: `host` (not one of those we ask), `inside` (an inner address), `redirects`,
 * `too_large`. Not to be had any more: `gone`, `empty`, `key` (sealed under a key that is not here). Not yet: `away`,
 * `slow`.
 */
export const ATTACHMENT_REASONS = [
  'host',
  'inside',
  'redirects',
  'too_large',
  'gone',
  'empty',
  'key',
  'away',
  'slow',
] as const;
export type AttachmentReason = (typeof ATTACHMENT_REASONS)[number];

const ReceivedFileSchema = defineEntity({
  name: 'ReceivedFile',
  tableName: 'attachment',
  properties: {
    id: p.uuid().primary(),
    message: () => p.manyToOne(Message).deleteRule('cascade'),
    /** Which of the message's attachments it is. */
    place: p.integer(),
    /** From where it comes, sealed; forgotten once it is here. */
    sealedSource: p.text().nullable(),
    state: p.text().$type<AttachmentState>().default('waiting'),
    reason: p.text().$type<AttachmentReason>().nullable(),
    attempts: p.integer().default(0),
    nextTryAt: p.datetime().defaultRaw('now()'),
    /** Where it stands in the store, and what is shown of it in a bubble. */
    objectKey: p.text().nullable().unique(),
    previewKey: p.text().nullable().unique(),
    /** By the content. */
    mime: p.text().nullable(),
    kind: p.text().$type<FileKind>().nullable(),
    size: p.integer().nullable(),
    previewSize: p.integer().nullable(),
    /** Of a picture, as it is shown. */
    width: p.integer().nullable(),
    height: p.integer().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ properties: ['message', 'place'] }],
  indexes: [
    {
      name: 'attachment_due_index',
      expression: `create index attachment_due_index on attachment (next_try_at)
        where state in ('waiting', 'fetching')`,
    },
  ],
});

/** A picture, a sound, a video or a file of a message that came. */
export class ReceivedFile extends ReceivedFileSchema.class {}
ReceivedFileSchema.setClass(ReceivedFile);
