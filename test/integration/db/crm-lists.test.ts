import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CONTACT_ORDERS, type ContactPage } from '#db/contacts/listing/filter.ts';
import { listContacts } from '#db/contacts/listing/list.ts';
import { matchContacts } from '#db/contacts/match.ts';
import { findContact, findDuplicates } from '#db/contacts/read.ts';
import { type DocumentFilter, listDocuments } from '#db/documents/list.ts';
import { fillDatabase } from '#db/fill/filling.ts';
import { matchLeads } from '#db/leads/links.ts';
import { type LeadFilter, listLeads } from '#db/leads/list.ts';
import { matchOrders } from '#db/orders/links.ts';
import { listOrders, type OrderFilter } from '#db/orders/list.ts';
import type { RecordPage } from '#db/records/listing.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';
import { PLAIN, plainly } from './plainly.ts';
import { LARGE_OF_CRM, plansOf } from './plans.ts';

let database: TestDatabase;
let pool: pg.Pool;

/** More than are counted. */
const CONTACTS = 10_500;

beforeAll(async () => {
  database = await createDatabase();
  const client = new pg.Client(database.url);
  await client.connect();
  await fillDatabase(client, 2_000, { contacts: CONTACTS, sealToken: () => 'none', longest: 20 });
  await client.end();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
}, 120_000);
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const PAGE = { q: '', limit: 26, offset: 0 };
const PEOPLE: ContactPage = {
  ...PAGE,
  kind: null,
  managerId: null,
  segment: null,
  hasPhone: null,
  hasEmail: null,
  sort: 'name',
  order: 'asc',
  after: null,
};
const NARROWED = { meaning: null, statusId: null, sourceId: null, ownerId: null, contactId: null, archived: false };
const LEADS: LeadFilter & RecordPage = { ...PAGE, ...NARROWED, after: null, sort: 'number', order: 'desc' };
const ORDERS: OrderFilter & RecordPage = { ...PAGE, ...NARROWED, after: null, sort: 'number', order: 'desc' };
const DOCUMENTS: DocumentFilter = {
  ...PAGE,
  kind: null,
  state: null,
  contactId: null,
  companyId: null,
  orderId: null,
  chatNumber: null,
};
const OWNER = 'filled-05';
type Kind = [what: string, work: (on: pg.Pool) => Promise<unknown>];
const both = ['asc', 'desc'] as const;
/** What leads and orders are made of: by their statuses, sources and owners all of them are ordered. */
const LEAD_SORTS = ['number', 'amount', 'createdAt', 'updatedAt'] as const;
const ORDER_SORTS = ['number', 'total', 'createdAt', 'updatedAt'] as const;
const lists: Kind[] = [
  ['contacts', (on) => listContacts(on, PEOPLE)],
  ['contacts far away', (on) => listContacts(on, { ...PEOPLE, offset: 9_000 })],
  ['contacts of a manager', (on) => listContacts(on, { ...PEOPLE, managerId: OWNER })],
  ['contacts of a segment', (on) => listContacts(on, { ...PEOPLE, segment: 'Опт' })],
  ...CONTACT_ORDERS.flatMap((sort) =>
    both.map((order): Kind => [`contacts by ${sort} ${order}`, (on) => listContacts(on, { ...PEOPLE, sort, order })]),
  ),
  ...LEAD_SORTS.flatMap((sort) =>
    both.map((order): Kind => [`leads by ${sort} ${order}`, (on) => listLeads(on, { ...LEADS, sort, order })]),
  ),
  ...ORDER_SORTS.flatMap((sort) =>
    both.map((order): Kind => [`orders by ${sort} ${order}`, (on) => listOrders(on, { ...ORDERS, sort, order })]),
  ),
  ['leads of an owner', (on) => listLeads(on, { ...LEADS, ownerId: OWNER })],
  ['new orders', (on) => listOrders(on, { ...ORDERS, meaning: 'new' })],
  ['documents', (on) => listDocuments(on, DOCUMENTS)],
  ['documents that were issued', (on) => listDocuments(on, { ...DOCUMENTS, state: 'issued' })],
];

/** Of each kind of what somebody types. */
const WORDS = ['Олена', 'коваленко олена', 'лук`ян', 'енк', 'о', 'щщ', '0670001234', '(067) 000-12-34', '0012345'];
const MORE = [
  'client-1-77',
  'filled',
  '30000020',
  'торшер',
  'РФ-17',
  '17',
  '№ 17',
  'немаєтакого',
  '%',
  'ТОВ «Шевч',
  'Ше',
  'ш',
];
const asked = [...WORDS, ...MORE];
const searches: Kind[] = asked.map((q) => [`contacts: ${q}`, (on) => listContacts(on, { ...PEOPLE, q })]);
const searched: Kind[] = ['Олена', 'торшер', '0670001234', '17', 'о'].flatMap((q): Kind[] => [
  [`leads: ${q}`, (on) => listLeads(on, { ...LEADS, q })],
  [`orders: ${q}`, (on) => listOrders(on, { ...ORDERS, q })],
  [`documents: ${q}`, (on) => listDocuments(on, { ...DOCUMENTS, q })],
]);

test.each(['contact', 'lead', 'customer_order', 'document', 'client', 'chat'])(
  '%s: ids as the API takes',
  async (t) => {
    const { rows } = await pool.query<{ id: string }>(`select id from ${t}`);
    expect(rows.filter(({ id }) => !z.uuid().safeParse(id).success)).toEqual([]);
  },
);

describe('nothing reads a table from its beginning to its end', () => {
  test.each([...lists, ...searches, ...searched])('%s', async (_what, work) => {
    const plans = await plansOf(pool, work);
    expect(plans.length).toBeGreaterThan(1);
    // Of so many, counting all is cheapest in the table itself.
    for (const plan of plans) if (!plan.startsWith('Aggregate')) expect(plan).not.toMatch(LARGE_OF_CRM);
  });

  test('F44: whom a card names as the same is found first, and ordered then', async () => {
    const { rows } = await pool.query<{ id: string }>(`select id from contact where phones <> '{}' limit 1`);
    const contact = (await findContact(pool, rows[0]?.id ?? '')) ?? expect.fail('no contact was filled');
    // As with many more: ordering a few seems dearer than going through all of them in that order.
    const [plan] = await plansOf(pool, async (on) => {
      await on.query('set enable_sort = off');
      await findDuplicates(on, contact);
      await on.query('reset enable_sort');
    });
    expect(plan).not.toMatch(/contact_by_name/);
  });

  test.each([
    ['contacts', matchContacts],
    ['leads', matchLeads],
    ['orders', matchOrders],
  ])('F33: %s that are suggested to a chat', async (_what, match) => {
    const { rows } = await pool.query<{ id: string }>(
      `select c.id from chat c join client cl on cl.id = c.client_id where cl.phone is not null limit 1`,
    );
    const plans = await plansOf(pool, (on) => match(on, rows[0]?.id ?? ''));
    expect(plans).toHaveLength(1);
    expect(plans.join()).not.toMatch(/Seq Scan on (contact|lead)\b/);
  });
});

describe('what is sought is what is told, in its order, and counted up to ten thousand', () => {
  const BY_NAME = 'order by k.name collate "uk-x-icu", k.id';
  test.each(asked)('F44: contacts: %s', async (q) => {
    const all = await plainly(pool, q, `select k.id from contact k where ${PLAIN} ${BY_NAME}`);
    for (const offset of [0, Math.floor(all.length / 2)]) {
      const { rows, total } = await listContacts(pool, { ...PEOPLE, q, offset });
      expect(rows.map(({ id }) => id)).toEqual(all.slice(offset, offset + PAGE.limit));
      expect(total).toEqual({ count: Math.min(all.length, 10_000), isExact: all.length <= 10_000 });
    }
  });

  test.each(asked.filter((q) => !/^.{1,2}$/.test(q)))('orders: %s', async (q) => {
    const all = await plainly(
      pool,
      q,
      `select r.id from customer_order r left join contact k on k.id = r.contact_id
       where r.archived_at is null and (${PLAIN} or cardinality($1::text[]) > 0 and (r.folded like all($1)
         or exists (select 1 from order_line n where n.order_id = r.id and fold(n.name) like all($1)))
         or r.number::text = ltrim($3, '№ ')) order by r.number desc`,
    );
    const { rows, total } = await listOrders(pool, { ...ORDERS, q });
    expect(rows.map(({ id }) => id)).toEqual(all.slice(0, PAGE.limit));
    if (total.isExact) expect(total.count).toBe(all.length);
  });

  test.each(asked.filter((q) => !/^.{1,2}$/.test(q)))('documents: %s', async (q) => {
    const all = await plainly(
      pool,
      q,
      `select d.id from document d left join contact k on k.id = d.contact_id
       where ${PLAIN} or strpos(lower(d.number), $3) > 0 or d.number_count::text = ltrim($3, '№ ')
       order by d.created_at desc, d.id desc`,
    );
    const { rows, total } = await listDocuments(pool, { ...DOCUMENTS, q });
    expect(rows.map(({ id }) => id)).toEqual(all.slice(0, PAGE.limit));
    if (total.isExact) expect(total.count).toBe(all.length);
  });

  test('of a name that more have than are counted', async () => {
    await pool.query(`update contact set name = 'Зореслава ' || name`);
    const all = await plainly(pool, 'зореслав', `select k.id from contact k where ${PLAIN} ${BY_NAME}`);
    const { rows, total } = await listContacts(pool, { ...PEOPLE, q: 'зореслав', offset: 100 });
    expect(rows.map(({ id }) => id)).toEqual(all.slice(100, 100 + PAGE.limit));
    expect(total).toEqual({ count: 10_000, isExact: false });
  });
});
