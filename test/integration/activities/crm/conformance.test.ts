import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Crm } from '#activities/crm/crm.ts';
import { httpCrm } from '#activities/crm/http.ts';
import { ownCrm } from '#activities/crm/own.ts';
import { anyHostOr } from '#activities/files/hosts.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { type List, openChat } from '#test/integration/support/chat.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { createNeighbour, type NeighbourProgram } from '#test/neighbour/neighbour.ts';

interface House {
  crm: Crm;
  addPerson(name: string, phone: string): Promise<string>;
  addDocument(personId: string, n: number): Promise<string>;
  /** Chats that an order's card leads to. */
  chatsOf(orderId: string): Promise<number[]>;
}

const SECRET = 'canary-secret-of-the-neighbour';
let api: TestApi;
let iryna: Visitor;
let program: NeighbourProgram;
const houses: Partial<Record<'own' | 'http', House>> = {};

beforeAll(async () => {
  [api, program] = await Promise.all([createApi(), createNeighbour(SECRET)]);
  iryna = await logIn(api, 'iryna');
  houses.own = await ours();
  houses.http = theirs();
});
afterAll(() => Promise.all([api?.stop(), program?.close()]));

async function ours(): Promise<House> {
  const made = async (path: string, body: object) => (await iryna.post(path, body)).json<{ id: string }>().id;
  const companyId = await made('/api/companies', { kind: 'legal', name: 'Дім', fullName: 'ТОВ «Дім»' });
  const line = { name: 'Шафа', quantity: 1_000, vat: null };
  return {
    crm: ownCrm(api.database.pool),
    addPerson: (name, phone) => made('/api/contacts', { name, phones: [phone] }),
    addDocument: (contactId, n) =>
      made('/api/documents', { kind: 'invoice', companyId, contactId, lines: [{ ...line, price: n }] }),
    chatsOf: async (orderId) =>
      (await iryna.get(`/api/orders/${orderId}/chats`))
        .json<List<{ number: number }>>()
        .items.map(({ number }) => number),
  };
}

function theirs(): House {
  const { books, url, origin } = program;
  const settings = { hosts: anyHostOr(origin), publicUrl: 'https://desk.example' };
  return {
    crm: httpCrm({ url, secret: SECRET }, settings),
    addPerson: async (name, phone) => {
      books.people.push({ id: `p${books.people.length}`, name, phone });
      return `p${books.people.length - 1}`;
    },
    addDocument: async (personId, n) => {
      const id = `d${books.documents.length}`;
      books.documents.push({ id, personId, kind: 'invoice', number: String(n), total: n, url: null, fileUrl: null });
      return id;
    },
    chatsOf: async (orderId) => {
      const kept = [...books.orders.values()].find(({ id }) => id === orderId);
      return (kept?.links ?? []).map(({ url: address }) => Number(address.split('/').at(-1)));
    },
  };
}

const newPhone = (): string => `+38063${randomInt(1_000_000, 9_999_999)}`;
const lead = {
  name: 'Левченко',
  email: null,
  source: null,
  personId: null,
  amount: 12_000_00,
  note: 'дзвонити зранку',
};
const order = { name: 'Шафа', source: null, withVat: false, discount: 0, note: '' };
const lines = [{ name: 'Шафа', unit: 'шт', quantity: 2_000, price: 500_00, vat: null, discount: 0 }];

/** A client of ours, who is known by a phone. */
async function client() {
  const { number, clientId } = await openChat(api, api.pages.dim);
  const { rows } = await api.database.pool.query<{ id: string }>('select id from chat where number = $1', [number]);
  const phone = newPhone();
  const who = { clientId, contactId: null, phones: [phone], emails: [] };
  return { who, phone, chat: { id: rows[0]?.id ?? '', number, clientId, by: null } };
}

describe.each(['own', 'http'] as const)('B18: a CRM that is asked: %s', (which) => {
  const house = (): House => houses[which] ?? expect.fail('it was not opened');

  test('who is not known is nobody, who has the phone is found, and two are a choice', async () => {
    const { crm, addPerson } = house();
    const { who, phone } = await client();
    expect(await crm.findPerson(who)).toEqual({ people: [], openLeads: [] });
    const id = await addPerson('Марія', phone);
    expect(await crm.findPerson(who)).toEqual({ people: [{ id, name: 'Марія' }], openLeads: [] });
    for (const name of ['Друга', 'Третя']) await addPerson(name, phone);
    expect((await crm.findPerson(who)).people).toHaveLength(2);
  });

  test('F06: a lead is one under its key, also asked for at once, and is found open', async () => {
    const { crm } = house();
    const { who, phone } = await client();
    const asked = { ...lead, phone };
    const key = `chat ${who.clientId}`;
    const made = await Promise.all([1, 2, 3].map(() => crm.createLead(key, asked)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(made[0]?.number).not.toBe('');
    expect((await crm.findPerson(who)).openLeads).toEqual([made[0]]);
    expect((await crm.createLead(`${key} again`, asked)).id).not.toBe(made[0]?.id);
  });

  test('F11: a lead that was told of its chat is its client’s, whatever they are known by', async () => {
    const { crm } = house();
    const { who, chat } = await client();
    const made = await crm.createLead(`chat ${chat.id}`, { ...lead, phone: null });
    for (let again = 0; again < 2; again += 1) await crm.writeLinkBack({ kind: 'lead', id: made.id }, chat);
    expect((await crm.findPerson({ ...who, phones: [] })).openLeads).toEqual([made]);
  });

  test('an order is one under its key, with its lines', async () => {
    const { crm, addPerson } = house();
    const personId = await addPerson('Марія', newPhone());
    const key = `order ${personId}`;
    const made = await Promise.all([1, 2].map(() => crm.createOrder(key, { ...order, personId, lines })));
    expect(made[0]).toEqual(made[1]);
    expect((await crm.createOrder(`${key} again`, { ...order, personId, lines })).id).not.toBe(made[0]?.id);
    const { chat } = await client();
    for (let again = 0; again < 2; again += 1) await crm.writeLinkBack({ kind: 'order', id: made[0]?.id ?? '' }, chat);
    expect(await house().chatsOf(made[0]?.id ?? '')).toEqual([chat.number]);
  });

  test('documents of a person are listed, the newest first', async () => {
    const { crm, addPerson, addDocument } = house();
    const personId = await addPerson('Марія', newPhone());
    expect(await crm.listDocuments(personId)).toEqual([]);
    const ids = [await addDocument(personId, 100), await addDocument(personId, 200)];
    const listed = await crm.listDocuments(personId);
    expect(listed.map(({ id, total }) => [id, total])).toEqual([
      [ids[1], 200],
      [ids[0], 100],
    ]);
  });
});
