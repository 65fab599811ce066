import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from '#db/entities/employee.ts';
import { StoredFile } from '#db/entities/file.ts';
import { Page } from '#db/entities/page.ts';
import type { SettingsPatch, Texts } from '#workflows/settings/vocabulary.ts';

const SettingsVersionSchema = defineEntity({
  name: 'SettingsVersion',
  properties: {
    /** Grows over all scopes: of two versions for one page the greater is the newer, whosever it is. */
    id: p.bigint('number').primary(),
    /** Null: the installation's. */
    page: () => p.manyToOne(Page).nullable().deleteRule('cascade'),
    /** `installation`, or the page's id: what `version` counts within. */
    scope: p.text(),
    version: p.integer(),
    settings: p.json<SettingsPatch>(),
    author: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    comment: p.text().default(''),
    /** The version which this one brings back. */
    restores: p.integer().nullable(),
    at: p.datetime().defaultRaw('now()'),
    /** Chats that had to hear of it, and how many did. */
    toWake: p.integer().default(0),
    woken: p.integer().default(0),
    wokenAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['scope', 'version'] }],
  indexes: [{ properties: ['page', 'id'] }],
});

/** A published version of settings; what it says never changes. */
export class SettingsVersion extends SettingsVersionSchema.class {}
SettingsVersionSchema.setClass(SettingsVersion);

const SettingsDraftSchema = defineEntity({
  name: 'SettingsDraft',
  properties: {
    scope: p.text().primary(),
    page: () => p.manyToOne(Page).nullable().deleteRule('cascade'),
    settings: p.json<SettingsPatch>(),
    /** The version it was begun from. */
    base: p.integer(),
    /** Grows with each change: two admins do not overwrite each other unseen. */
    revision: p.integer().default(1),
    author: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    updatedAt: p.datetime().defaultRaw('now()'),
    /** Since when it is tried beside what is published, without deciding. */
    shadowAt: p.datetime().nullable(),
  },
});

/** Settings being edited: one draft for each scope, shared by the admins. */
export class SettingsDraft extends SettingsDraftSchema.class {}
SettingsDraftSchema.setClass(SettingsDraft);

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

const ReadyReplyFileSchema = defineEntity({
  name: 'ReadyReplyFile',
  properties: {
    readyReply: () => p.manyToOne(ReadyReply).primary().deleteRule('cascade'),
    file: () => p.manyToOne(StoredFile).primary().deleteRule('restrict').index(),
    /** Among those of the same reply. */
    place: p.integer(),
  },
});

/** A file that goes out with it. */
export class ReadyReplyFile extends ReadyReplyFileSchema.class {}
ReadyReplyFileSchema.setClass(ReadyReplyFile);

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
