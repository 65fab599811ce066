import { defineEntity, p } from '@mikro-orm/postgresql';
import { Page } from '#db/entities/page.ts';
import type { CheckCode, CheckKind, Detail, Health, Mark } from '#workflows/page/vocabulary.ts';

const KeptHealthSchema = defineEntity({
  name: 'KeptHealth',
  tableName: 'page_health',
  properties: {
    page: () => p.manyToOne(Page).primary().deleteRule('cascade'),
    state: p.text().$type<Mark>(),
    since: p.datetime(),
    health: p.json<Health>(),
    /** When its workflow looks next. */
    dueAt: p.datetime().nullable(),
    /** Somebody wants it to look at once, since then. */
    askedAt: p.datetime().nullable(),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
});

/** How a page is: what its workflow decided last. */
export class KeptHealth extends KeptHealthSchema.class {}
KeptHealthSchema.setClass(KeptHealth);

const PageHealthEventSchema = defineEntity({
  name: 'PageHealthEvent',
  properties: {
    page: () => p.manyToOne(Page).primary().deleteRule('cascade'),
    kind: p.text().$type<CheckKind>().primary(),
    at: p.datetime().primary(),
    state: p.text().$type<Mark>(),
    code: p.text().$type<CheckCode>(),
    detail: p.json<Detail>(),
  },
});

/** A check of a page that stood otherwise from then on. */
export class PageHealthEvent extends PageHealthEventSchema.class {}
PageHealthEventSchema.setClass(PageHealthEvent);

const PageHourSchema = defineEntity({
  name: 'PageHour',
  properties: {
    page: () => p.manyToOne(Page).primary().deleteRule('cascade'),
    hour: p.datetime().primary(),
    received: p.integer(),
  },
});

/** How many messages a page received in an hour; none: no row. */
export class PageHour extends PageHourSchema.class {}
PageHourSchema.setClass(PageHour);

const PageUsageSchema = defineEntity({
  name: 'PageUsage',
  properties: {
    page: () => p.manyToOne(Page).primary().deleteRule('cascade'),
    percent: p.integer(),
    /** Calls are not welcome until then. */
    until: p.datetime().nullable(),
    at: p.datetime().defaultRaw('now()'),
  },
});

/** How much of what Meta allows was used lately, by the headers of its answers. */
export class PageUsage extends PageUsageSchema.class {}
PageUsageSchema.setClass(PageUsage);
