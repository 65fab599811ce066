import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from '#db/entities/employee.ts';
import { Page } from '#db/entities/page.ts';
import type { Texts } from '#workflows/settings/vocabulary.ts';

const ReadyReplySchema = defineEntity({
  name: 'ReadyReply',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    /** Whose it is; null: everybody's. */
    owner: () => p.manyToOne(Employee).nullable().deleteRule('cascade'),
    /** Without the stroke, in small letters. */
    shortcut: p.text(),
    title: p.text(),
    texts: p.json<Texts>(),
    /** Among those of the same owner. */
    place: p.integer(),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    {
      name: 'ready_reply_shortcut',
      expression: `create unique index ready_reply_shortcut on ready_reply (owner_id, shortcut) nulls not distinct`,
    },
  ],
});

/** A text that operators send again and again. */
export class ReadyReply extends ReadyReplySchema.class {}
ReadyReplySchema.setClass(ReadyReply);

const ReadyReplyPageSchema = defineEntity({
  name: 'ReadyReplyPage',
  properties: {
    readyReply: () => p.manyToOne(ReadyReply).primary().deleteRule('cascade'),
    page: () => p.manyToOne(Page).primary().deleteRule('cascade').index(),
  },
});

/** On which pages it is offered; without one: on all. */
export class ReadyReplyPage extends ReadyReplyPageSchema.class {}
ReadyReplyPageSchema.setClass(ReadyReplyPage);

const ReadyReplyUseSchema = defineEntity({
  name: 'ReadyReplyUse',
  properties: {
    readyReply: () => p.manyToOne(ReadyReply).primary().deleteRule('cascade'),
    employee: () => p.manyToOne(Employee).primary().deleteRule('cascade').index(),
    count: p.integer(),
    lastAt: p.datetime(),
  },
});

/** How often somebody sent it. */
export class ReadyReplyUse extends ReadyReplyUseSchema.class {}
ReadyReplyUseSchema.setClass(ReadyReplyUse);
