import { defineEntity, p } from '@mikro-orm/postgresql';
import { Chat } from '#db/entities/chat.ts';
import { OutgoingEvent, type OutgoingKind } from './outgoing-event.ts';

/** `failing`: nothing arrived for three days; `gone`: its receiver said so (410). */
export type OffReason = 'failing' | 'gone';

const WebhookSchema = defineEntity({
  name: 'Webhook',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    name: p.text(),
    url: p.text(),
    sealedSecret: p.text(),
    /** The one before, which signs too until then. */
    sealedFormer: p.text().nullable(),
    formerUntil: p.datetime().nullable(),
    isOn: p.boolean().default(true),
    kinds: p.array().columnType('text[]').$type<OutgoingKind[]>(),
    /** Empty: of all. */
    pageIds: p.array().columnType('uuid[]').$type<string[]>().default([]),
    teamIds: p.array().columnType('uuid[]').$type<string[]>().default([]),
    /** Names, phones, e-mails and words go along. */
    withPersonal: p.boolean().default(false),
    /** Why it was switched off by itself; null: a person did, or it is on. */
    offReason: p.text().$type<OffReason>().nullable(),
    offAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** Another system that is told what happens. */
export class Webhook extends WebhookSchema.class {}
WebhookSchema.setClass(Webhook);

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

const WebhookDeliverySchema = defineEntity({
  name: 'WebhookDelivery',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    webhook: () => p.manyToOne(Webhook).deleteRule('cascade'),
    event: () => p.manyToOne(OutgoingEvent).deleteRule('cascade').index(),
    chat: () => p.manyToOne(Chat).nullable().deleteRule('cascade').index(),
    state: p.text().$type<DeliveryState>().default('waiting'),
    tries: p.integer().default(0),
    /** A person wants it sent again, also where its webhook is off. */
    byHand: p.boolean().default(false),
    /** From when on it is tried for three days. */
    since: p.datetime().defaultRaw('now()'),
    nextAt: p.datetime().defaultRaw('now()'),
    settledAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'webhook_delivery_event_unique',
      expression: 'create unique index webhook_delivery_event_unique on webhook_delivery (webhook_id, event_id)',
    },
    {
      name: 'webhook_delivery_due_index',
      expression: `create index webhook_delivery_due_index on webhook_delivery (next_at) where state = 'waiting'`,
    },
    {
      name: 'webhook_delivery_order_index',
      expression: `create index webhook_delivery_order_index on webhook_delivery (webhook_id, chat_id, event_id)
        where state = 'waiting'`,
    },
  ],
});

/** An event on its way to another system. */
export class WebhookDelivery extends WebhookDeliverySchema.class {}
WebhookDeliverySchema.setClass(WebhookDelivery);

const WebhookAttemptSchema = defineEntity({
  name: 'WebhookAttempt',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    delivery: () => p.manyToOne(WebhookDelivery).deleteRule('cascade').index(),
    at: p.datetime().defaultRaw('now()'),
    /** The body that was sent. */
    request: p.text(),
    /** Null: there was no answer. */
    status: p.integer().nullable(),
    /** Its beginning. */
    answer: p.text().default(''),
    reason: p.text().nullable(),
    tookMs: p.integer(),
  },
});

/** That it was tried, and what came of it. */
export class WebhookAttempt extends WebhookAttemptSchema.class {}
WebhookAttemptSchema.setClass(WebhookAttempt);
