import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client } from '#db/entities/client.ts';
import { Page } from '#db/entities/page.ts';
import type { Early } from '#db/inbound/early.ts';
import type { Event } from '#db/inbound/events.ts';

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
