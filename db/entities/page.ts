import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from '#db/entities/employee.ts';

/** ok · reconnect: the token is dead · paused: Meta's rate limit · restricted: Meta stopped the page from messaging. */
export type PageHealth = 'ok' | 'reconnect' | 'paused' | 'restricted';

/** As it is told: one whose new token is being asked about does not work yet. */
export type ToldHealth = PageHealth | 'checking';

const PageSchema = defineEntity({
  name: 'Page',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    facebookId: p.text().unique(),
    name: p.text(),
    sealedToken: p.text().hidden(),
    /** Tags of what its operators should know. */
    skills: p.array().columnType('text[]').$type<string[]>().defaultRaw(`'{}'`),
    health: p.text().$type<PageHealth>().default('ok'),
    healthReason: p.text().nullable(),
    pausedUntil: p.datetime().nullable(),
    /** Its token was saved, and Meta has not yet said whether it is good: nothing goes out meanwhile. */
    checking: p.boolean().default(false),
    /** Meta gave it the *human agent* feature: a person may answer for seven days. */
    humanAgent: p.boolean().default(false),
    /** Through which Facebook application its token is; null: it was put in by hand. */
    appId: p.text().nullable(),
    /** A hash by which the token is known without being opened. */
    tokenMark: p.text().nullable().index(),
    /** Since when Meta was told to bring what clients write. */
    subscribedAt: p.datetime().nullable(),
    /** Since when it is not connected any more; its chats stay. */
    removedAt: p.datetime().nullable(),
    /** Since when Meta is to be told that it was removed. */
    leavingSince: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A connected Facebook page. Its access token is sealed with the installation's keys. */
export class Page extends PageSchema.class {}
PageSchema.setClass(Page);

const PagePaceSchema = defineEntity({
  name: 'PagePace',
  properties: {
    page: () => p.manyToOne(Page).primary().deleteRule('cascade'),
    /** Everything claimed so far has had its share of time by then. */
    until: p.datetime().defaultRaw(`'-infinity'`),
  },
});

/** How fast a page's messages leave, over all workers: a row of its own, which a claim holds for a moment. */
export class PagePace extends PagePaceSchema.class {}
PagePaceSchema.setClass(PagePace);

const PageAccessSchema = defineEntity({
  name: 'PageAccess',
  properties: {
    page: () => p.manyToOne(Page).primary().deleteRule('cascade'),
    employee: () => p.manyToOne(Employee).primary().deleteRule('cascade').index(),
  },
});

/** Which employees see the chats of which page. */
export class PageAccess extends PageAccessSchema.class {}
PageAccessSchema.setClass(PageAccess);
