import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { api, chatWithPhone, dmytro, iryna, listOf, made, type Named, olena, setUpRecords, statusOf } from './stage.ts';
import type { Order } from './stage.ts';

setUpRecords();

interface Links {
  orders: { order: Order; isMain: boolean; why: string; by: Named | null; messages: { contact: string | null } }[];
  suggestions: { orders: { order: Order; matchedBy: string }[] };
}

const linksOf = async (number: number) => (await olena.get(`/api/chats/${number}/links`)).json<Links>();
const path = (number: number, id: string) => `/api/chats/${number}/links/order/${id}`;
const put = async (address: string) => (await olena.put(address, {})).json<Links>();
const shown = ({ orders }: Links) => orders.map(({ order, isMain }) => [order.number, isMain]);
const add = (fields: object = {}) => made<Order>('/api/orders', fields);

describe('F35: a chat', () => {
  test('is offered open orders of its contact and of who has its phone, each with why', async () => {
    const { number, phone } = await chatWithPhone();
    const contact = await made<Named>('/api/contacts', { name: 'Марія', phones: [phone] });
    const order = await add({ contactId: contact.id });
    await add({ contactId: contact.id, statusId: await statusOf('order', 'done') });
    expect(await linksOf(number)).toMatchObject({
      orders: [],
      suggestions: { orders: [{ order, matchedBy: 'phone' }] },
    });
    await olena.put(`/api/chats/${number}/links/contact/${contact.id}`, {});
    expect((await linksOf(number)).suggestions.orders).toEqual([{ order, matchedBy: 'contact' }]);
  });

  test('is linked to several orders of which one is the main one, and keeps them in the next chat', async () => {
    const { number, psid } = await openChat(api, api.pages.dim);
    const [first, second] = [await add(), await add()];
    await put(path(number, first.id));
    expect(shown(await put(path(number, second.id)))).toEqual([
      [first.number, true],
      [second.number, false],
    ]);
    expect(shown(await put(`${path(number, second.id)}/main`))).toEqual([
      [second.number, true],
      [first.number, false],
    ]);
    await api.database.pool.query(`update chat set status = 'finished', finished_at = now() where number = $1`, [
      number,
    ]);
    const next = await openChat(api, api.pages.dim, 'Ще раз', psid);
    expect(shown(await linksOf(next.number))[0]).toEqual([second.number, true]);
    const chats = (await listOf<{ number: number }>(`/api/orders/${second.id}/chats`)).items;
    expect(chats.map((chat) => chat.number)).toEqual([next.number, number]);
    expect((await olena.delete(path(next.number, second.id))).json<Links>().orders).toHaveLength(1);
    expect((await olena.delete(path(next.number, second.id))).status).toBe(404);
  });

  test('that one may not see tells no order, and an order tells nothing of it', async () => {
    const { number } = await openChat(api, api.pages.outlet);
    const order = await made<Order>(`/api/chats/${number}/orders`, {}, iryna);
    for (const answer of [
      await olena.put(path(number, order.id), {}),
      await olena.put(`${path(number, order.id)}/main`, {}),
      await olena.post(`/api/chats/${number}/orders`, {}),
    ])
      expect([answer.status, codeOf(answer)]).toEqual([404, 'CHAT_NOT_FOUND']);
    expect((await listOf(`/api/orders/${order.id}/chats`)).items).toEqual([]);
    expect((await listOf(`/api/orders/${order.id}/chats`, {}, dmytro)).items).toHaveLength(1);
    expect((await dmytro.put(path(number, order.id), {})).status).toBe(403);
    expect((await iryna.put(path(number, randomUUID()), {})).status).toBe(404);
  });
});

test('F34: an order made of a chat is linked at once, and knows by which message its contact is known', async () => {
  const { number, phone, messageId } = await chatWithPhone();
  const contact = await made<Named>('/api/contacts', { name: 'Марія', phones: [phone] });
  const lines = [{ name: 'Шафа', quantity: 1_000, price: 5 }];
  const order = await made<Order>(`/api/chats/${number}/orders`, { contactId: contact.id, lines });
  expect((await linksOf(number)).orders).toMatchObject([
    { order, isMain: true, why: 'made', by: { id: api.people.olena.id }, messages: { contact: messageId } },
  ]);
  expect(codeOf(await olena.post(`/api/chats/${number}/orders`, { sourceId: randomUUID() }))).toBe('UNKNOWN_SOURCE');
});

test('F12: an order made of a chat has the source of the settings, unless another one or none is said', async () => {
  const { number } = await openChat(api, api.pages.dim);
  const source = await made<Named>('/api/sources', { kind: 'order', name: 'Месенджер' }, iryna);
  const ofLeads = await made<Named>('/api/sources', { kind: 'lead', name: 'Месенджер' }, iryna);
  const publish = async (id: string) => iryna.post('/api/settings', { settings: { orderSourceId: id } });
  for (const wrong of [ofLeads.id, randomUUID(), 'site'])
    expect((await publish(wrong)).text).toContain('UNKNOWN_ORDER_SOURCE');
  expect((await publish(source.id)).status).toBe(201);
  expect((await olena.get(`/api/chats/${number}/links`)).json()).toMatchObject({ orderSource: { id: source.id } });
  const sourceOf = async (fields: object) => (await made<Order>(`/api/chats/${number}/orders`, fields)).source;
  expect(await sourceOf({})).toEqual({ id: source.id, name: source.name });
  expect(await sourceOf({ sourceId: null })).toBeNull();
  expect((await add()).source).toBeNull();
  await iryna.put(`/api/sources/${source.id}`, { archived: true });
  expect(await sourceOf({})).toBeNull();
  await iryna.post('/api/settings', { settings: { orderSourceId: null } });
});
