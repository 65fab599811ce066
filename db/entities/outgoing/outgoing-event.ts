import { defineEntity, p } from '@mikro-orm/postgresql';
import { Chat } from '#db/entities/chat.ts';
import { Client } from '#db/entities/client.ts';
import { Page } from '#db/entities/page.ts';

/** What of what happened is counted. */
export const COUNTED_KINDS = [
  'chat.started',
  'chat.contact_given',
  'chat.assigned',
  'chat.answered_first',
  'chat.finished',
  'lead.made',
  'order.made',
] as const;
/** … and what may be told to others. */
export const OUTGOING_KINDS = [...COUNTED_KINDS, 'message.received', 'message.sent'] as const;
export type OutgoingKind = (typeof OUTGOING_KINDS)[number];

/** Ids, codes and numbers; no words of anybody's. */
export interface OutgoingFacts {
  /** Of the chat. */
  number?: number;
  /** Which part of the contact was given. */
  what?: 'phone' | 'email';
  /** From the chat's beginning to the first answer, or to its end. */
  seconds?: number;
  /** Who got the chat. */
  employeeId?: string;
  /** Of a lead or an order. */
  recordId?: string;
  messageId?: string;
  /** In kopecks. */
  amount?: number | null;
}

const OutgoingEventSchema = defineEntity({
  name: 'OutgoingEvent',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    /** Of one key there is one, however often it is seen. */
    key: p.text().unique(),
    kind: p.text().$type<OutgoingKind>(),
    page: () => p.manyToOne(Page).nullable().deleteRule('cascade').index(),
    chat: () => p.manyToOne(Chat).nullable().deleteRule('cascade').index(),
    client: () => p.manyToOne(Client).nullable().deleteRule('cascade').index(),
    at: p.datetime(),
    facts: p.json<OutgoingFacts>().default('{}'),
    createdAt: p.datetime().defaultRaw('now()').index(),
  },
});

/** Something that happened, as it may be told to others. */
export class OutgoingEvent extends OutgoingEventSchema.class {}
OutgoingEventSchema.setClass(OutgoingEvent);
