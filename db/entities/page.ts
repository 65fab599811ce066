import { defineEntity, p } from '@mikro-orm/postgresql';
import { Contact } from '#db/entities/contact.ts';
import { Employee } from '#db/entities/employee.ts';

/** ok · reconnect: the token is dead · paused: Meta's rate limit · restricted: Meta stopped the page from messaging. */
export type PageHealth = 'ok' | 'reconnect' | 'paused' | 'restricted';

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

const ClientSchema = defineEntity({
  name: 'Client',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    page: () => p.manyToOne(Page).deleteRule('cascade'),
    psid: p.text(),
    firstName: p.text().default(''),
    lastName: p.text().default(''),
    locale: p.text().nullable(),
    /** As it is searched (`fold` in the migrations). */
    folded: p.text().nullable().generated(`(fold(((first_name || ' '::text) || last_name))) stored`).lazy(),
    profileAt: p.datetime().nullable(),
    /** E.164. */
    phone: p.text().nullable(),
    email: p.text().nullable(),
    /** Who it is in the CRM, as a person or the chat settled. */
    contact: () => p.manyToOne(Contact).nullable().deleteRule('set null').index(),
    /** A person took the link away: none is found by phone or e-mail any more. */
    contactRefused: p.boolean().default(false),
    /** Grows with each input for the chat's workflow; the relay has work while it is ahead of relayedRev. */
    inboxRev: p.integer().default(0),
    relayedRev: p.integer().default(0),
    /** Whose turn comes first: since when it is in line, or from when on it may be told again. Null: nothing waits. */
    relayUntil: p.datetime().nullable(),
    /** A person's answer waits: it goes before everything else. */
    relayUrgent: p.boolean().default(false),
    relayFailures: p.integer().default(0),
    deliveredWatermark: p.datetime().nullable(),
    readWatermark: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ properties: ['page', 'psid'] }],
  indexes: [
    {
      name: 'client_relay_index',
      expression: 'create index client_relay_index on client (page_id, relay_until) where inbox_rev > relayed_rev',
    },
    {
      name: 'client_urgent_index',
      expression: 'create index client_urgent_index on client (relay_until) where relay_urgent',
    },
  ],
});

/** A person who writes to a page: one row per page-scoped id. */
export class Client extends ClientSchema.class {}
ClientSchema.setClass(Client);
