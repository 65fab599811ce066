import { defineEntity, p } from '@mikro-orm/postgresql';
import { Chat } from '#db/entities/chat.ts';
import { Client } from '#db/entities/client.ts';
import { Page } from '#db/entities/page.ts';
import type { AskKind, ChatFacts, NobodyCode } from '#workflows/routing/vocabulary.ts';
import { RoutingRecord } from './routing.ts';

const WaitingRoomSchema = defineEntity({
  name: 'WaitingRoom',
  tableName: 'waiting_room',
  properties: {
    chat: () => p.oneToOne(Chat).primary().deleteRule('cascade'),
    page: () => p.manyToOne(Page).deleteRule('cascade'),
    client: () => p.manyToOne(Client).deleteRule('cascade'),
    ask: p.integer(),
    kind: p.text().$type<AskKind>(),
    /** The team or the person that a step of the escalation names. */
    target: p.text().nullable(),
    tried: p.array().columnType('text[]').$type<string[]>().default([]),
    priority: p.integer().default(0),
    since: p.datetime(),
    /** Why nobody has it; null before it was looked at. */
    reason: p.text().$type<NobodyCode>().nullable(),
    /** What is known of the chat, once it was looked at. */
    facts: p.json<ChatFacts>().nullable(),
    record: () => p.manyToOne(RoutingRecord).nullable().deleteRule('set null'),
  },
  indexes: [{ properties: ['page', 'since'] }],
});

/** Chats that seek an operator: one queue for each page, by priority, then the longest wait. */
export class WaitingRoom extends WaitingRoomSchema.class {}
WaitingRoomSchema.setClass(WaitingRoom);
