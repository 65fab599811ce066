import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from '#db/entities/employee.ts';
import { Client } from '#db/entities/client.ts';
import type { Input } from '#workflows/chat/vocabulary.ts';

const ChatInputSchema = defineEntity({
  name: 'ChatInput',
  properties: {
    id: p.bigint('number').primary(),
    client: () => p.manyToOne(Client).deleteRule('cascade'),
    chatId: p.uuid(),
    kind: p.text().$type<Input['kind']>(),
    messageId: p.uuid().nullable(),
    at: p.datetime(),
    facts: p.json<Record<string, unknown>>().default('{}'),
    relayedAt: p.datetime().nullable(),
    decidedAt: p.datetime().nullable(),
    attempts: p.integer().default(0),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    { properties: ['client', 'id'] },
    {
      name: 'chat_input_undecided_index',
      expression: 'create index chat_input_undecided_index on chat_input (client_id, id) where decided_at is null',
    },
  ],
});

/** The ordered queue of what a client's chat workflow has to be told. */
export class ChatInput extends ChatInputSchema.class {}
ChatInputSchema.setClass(ChatInput);

/** What can be asked of many chats, or of many contacts, leads or orders. */
export type BulkAction = 'finish' | 'assign' | 'delete' | 'restore' | 'change' | 'undo';
/** Of what many are asked. */
export const BULK_SUBJECTS = ['chats', 'contacts', 'leads', 'orders'] as const;
export type BulkSubject = (typeof BULK_SUBJECTS)[number];

/** What many contacts, leads or orders are changed to; what is not there stays. */
export interface RecordChange {
  managerId?: string | null | undefined;
  segment?: string | undefined;
  ownerId?: string | null | undefined;
  statusId?: string | undefined;
  reason?: string | undefined;
  archived?: boolean | undefined;
}

const BulkSchema = defineEntity({
  name: 'Bulk',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    about: p.text().$type<BulkSubject>().default('chats'),
    action: p.text().$type<BulkAction>(),
    /** Who asks. */
    employee: () => p.manyToOne(Employee).deleteRule('cascade').index(),
    /** Whom the chats are given. */
    target: () => p.manyToOne(Employee).nullable().deleteRule('cascade').index(),
    /** What records are changed to, and the bulk that is undone. */
    wanted: p.json<RecordChange>().nullable(),
    undoesId: p.uuid().nullable(),
    total: p.integer(),
    createdAt: p.datetime().defaultRaw('now()'),
    cancelledAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'bulk_unfinished',
      expression: 'create index bulk_unfinished on bulk (created_at) where ended_at is null',
    },
  ],
});

/** Something that is asked of many at once. */
export class Bulk extends BulkSchema.class {}
BulkSchema.setClass(Bulk);

const BulkItemSchema = defineEntity({
  name: 'BulkItem',
  properties: {
    bulk: () => p.manyToOne(Bulk).primary().deleteRule('cascade'),
    /** Of a chat that whoever asks named: perhaps there is none. */
    number: p.integer().primary(),
    tries: p.integer().default(0),
    /** When it was asked first: what the chat decided since may be the answer. */
    askedAt: p.datetime().nullable(),
    settledAt: p.datetime().nullable(),
    /** Why not; null with `settledAt`: it was done. */
    code: p.text().nullable(),
    /** Of a contact, a lead or an order: its number is then its place among those that are asked. */
    recordId: p.uuid().nullable(),
    /** What it was. */
    before: p.json<RecordChange>().nullable(),
  },
  indexes: [
    {
      name: 'bulk_item_waiting',
      expression: 'create index bulk_item_waiting on bulk_item (bulk_id, tries, number) where settled_at is null',
    },
  ],
});

/** One of them, and what became of it. */
export class BulkItem extends BulkItemSchema.class {}
BulkItemSchema.setClass(BulkItem);
