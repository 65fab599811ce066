import { defineEntity, p } from '@mikro-orm/postgresql';

/** `links`: what a chat's client is linked to, by its number; `record`: a lead or an order. */
export type ChangeKind = 'message' | 'chat' | 'entry' | 'page' | 'presence' | 'document' | 'links' | 'record';

const ChangeSchema = defineEntity({
  name: 'Change',
  properties: {
    id: p.bigint('number').primary(),
    /** The writing transaction: readers know by it whether they could see the row before. */
    xid: p.text().columnType('xid8').defaultRaw('pg_current_xact_id()'),
    kind: p.text().$type<ChangeKind>(),
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
