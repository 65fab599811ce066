import type { Early } from '#db/inbound/early.ts';
import type { Event } from '#db/inbound/events.ts';
import type { Input } from '#workflows/chat/vocabulary.ts';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client, Page } from '#db/entities/page.ts';

const InboundEventSchema = defineEntity({
  name: 'InboundEvent',
  properties: {
    id: p.bigint('number').primary(),
    /** Meta's mid where there is one, else derived from what the event is about. */
    key: p.text().unique(),
    pageFacebookId: p.text(),
    psid: p.text().nullable(),
    kind: p.text(),
    at: p.datetime().nullable(),
    raw: p.text(),
    parked: p.boolean().default(false),
    receivedAt: p.datetime().defaultRaw('now()').index(),
  },
  indexes: [
    {
      name: 'inbound_event_parked_index',
      expression: 'create index inbound_event_parked_index on inbound_event (received_at) where parked',
    },
  ],
});

/** A webhook event as Meta sent it. Parked ones could not be understood and changed nothing else. */
export class InboundEvent extends InboundEventSchema.class {}
InboundEventSchema.setClass(InboundEvent);

const EarlyEventSchema = defineEntity({
  name: 'EarlyEvent',
  properties: {
    id: p.bigint('number').primary(),
    page: () => p.manyToOne(Page).deleteRule('cascade'),
    /** Null: of a call's end, which names nobody. */
    client: () => p.manyToOne(Client).nullable().deleteRule('cascade').index(),
    /** The mid or the call it is about, or its own where it waits for a chat. */
    about: p.text(),
    kind: p.text(),
    rank: p.integer().default(0),
    at: p.datetime(),
    event: p.json<Early | Event<'call'>>(),
    createdAt: p.datetime().defaultRaw('now()').index(),
  },
  uniques: [{ properties: ['page', 'about', 'kind'] }],
});

/** The newest event of its kind about a message that has not come yet. */
export class EarlyEvent extends EarlyEventSchema.class {}
EarlyEventSchema.setClass(EarlyEvent);

const DeliverySchema = defineEntity({
  name: 'Delivery',
  properties: {
    id: p.bigint('number').primary(),
    pages: p.array().columnType('text[]').$type<string[]>(),
    body: p.text(),
    receivedAt: p.datetime().defaultRaw('now()'),
    leasedUntil: p.datetime().nullable(),
    attempts: p.integer().default(0),
    /** It could not be read, and what came after it goes on. */
    asideAt: p.datetime().nullable(),
    reason: p.text().nullable(),
  },
});

/** A delivery that is kept as it came and is read afterwards, in order. */
export class Delivery extends DeliverySchema.class {}
DeliverySchema.setClass(Delivery);

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

const ChangeSchema = defineEntity({
  name: 'Change',
  properties: {
    id: p.bigint('number').primary(),
    /** The writing transaction: readers stop before the oldest one still open, so that no row is missed. */
    xid: p.text().columnType('xid8').defaultRaw('pg_current_xact_id()'),
    kind: p.text().$type<'message' | 'chat' | 'entry' | 'page' | 'presence'>(),
    /** Whose people are told; null: everybody. */
    pageId: p.uuid().nullable(),
    chatId: p.uuid().nullable(),
    ref: p.text(),
    at: p.datetime().defaultRaw('now()'),
  },
  indexes: [{ properties: ['xid', 'id'] }, { properties: ['at'] }],
});

/** The numbered feed of what changed, for live windows. */
export class Change extends ChangeSchema.class {}
ChangeSchema.setClass(Change);

const AuditSchema = defineEntity({
  name: 'Audit',
  tableName: 'audit',
  properties: {
    id: p.bigint('number').primary(),
    at: p.datetime().defaultRaw('now()').index(),
    kind: p.text(),
    employeeId: p.text().nullable(),
    address: p.text().nullable(),
    detail: p.json<Record<string, unknown>>().default('{}'),
  },
});

/** Who did what to the installation: log-ins, refusals, changes of employees, pages and tokens. */
export class Audit extends AuditSchema.class {}
AuditSchema.setClass(Audit);

const InstallationSchema = defineEntity({
  name: 'Installation',
  properties: { name: p.text().primary(), value: p.json<unknown>() },
});

/** Facts about this installation, such as which Temporal namespace it knows. */
export class Installation extends InstallationSchema.class {}
InstallationSchema.setClass(Installation);
