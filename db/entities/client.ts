import { defineEntity, p } from '@mikro-orm/postgresql';
import { Contact } from '#db/entities/contact.ts';
import { Page } from './page.ts';

const ClientSchema = defineEntity({
  name: 'Client',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    page: () => p.manyToOne(Page).deleteRule('cascade'),
    psid: p.text(),
    firstName: p.text().default(''),
    lastName: p.text().default(''),
    locale: p.text().nullable(),
    /** Read by a build of before; `client_words` has it. */
    folded: p.text().nullable().lazy(),
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

const ClientWordsSchema = defineEntity({
  name: 'ClientWords',
  properties: { client: () => p.manyToOne(Client).primary().deleteRule('cascade'), folded: p.text() },
  indexes: [
    {
      name: 'client_words_parts_index',
      expression: `create index client_words_parts_index on client_words using gin (name_parts(folded))
        with (fastupdate = off)`,
    },
  ],
});

/** A name as it is searched, kept by the database itself: written once, while the row of the client always changes. */
export class ClientWords extends ClientWordsSchema.class {}
ClientWordsSchema.setClass(ClientWords);

const ClientAddressSchema = defineEntity({
  name: 'ClientAddress',
  properties: {
    client: () => p.manyToOne(Client).primary().deleteRule('cascade'),
    /** Digits alone. */
    phone: p.text(),
    email: p.text(),
  },
  indexes: [
    {
      name: 'client_address_parts_index',
      expression: `create index client_address_parts_index on client_address using gin
        (trigrams(phone || ' ' || email)) with (fastupdate = off)`,
    },
  ],
});

/** By what a client is reached, as it is searched: kept by the database itself, as their name is. */
export class ClientAddress extends ClientAddressSchema.class {}
ClientAddressSchema.setClass(ClientAddress);
