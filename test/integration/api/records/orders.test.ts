import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../support/http.ts';
import { api, dmytro, iryna, listOf, made, type Named, olena, type Order, setUpRecords, statusOf } from './stage.ts';

setUpRecords();

const add = (fields: object = {}) => made<Order>('/api/orders', fields);
const numbers = async (query: Record<string, string>) =>
  (await listOf<Order>('/api/orders', query)).items.map(({ number }) => number);
const line = (fields: object = {}) => ({ name: 'Шафа', quantity: 1_000, price: 100_000, ...fields });

describe('F44: an order', () => {
  test('is new, has the next number, and comes to what its documents will', async () => {
    const source = await made<Named>('/api/sources', { kind: 'order', name: 'Чат' }, iryna);
    const contact = await made<Named>('/api/contacts', { name: 'Марія' });
    const lines = [line({ quantity: 3_000, price: 1_001, vat: 20 }), line({ name: 'Збирання', unit: 'год' })];
    const parts = { sourceId: source.id, contactId: contact.id, ownerId: api.people.olena.id };
    const added = await add({ name: ' Дві шафи ', lines, discount: 1_000, note: 'до п’ятниці', ...parts });
    expect(added).toMatchObject({
      name: 'Дві шафи',
      status: { meaning: 'new', name: '' },
      source: { name: 'Чат' },
      contact: { name: 'Марія' },
      owner: { id: api.people.olena.id },
      lines: [
        { name: 'Шафа', unit: 'шт', quantity: 3_000, price: 1_001, vat: 20 },
        { name: 'Збирання', unit: 'год', quantity: 1_000, price: 100_000, vat: null },
      ],
      total: 102_598,
    });
    const next = await add({ lines, withVat: true });
    expect([next.number, next.name, next.total]).toEqual([added.number + 1, '', 103_003]);
    expect((await add({ lines: [line({ discount: 2_500, vat: 20 }), line({ price: 5, discount: 9 })] })).total).toBe(
      117_000,
    );
    expect((await dmytro.get(`/api/orders/${added.id}`)).json()).toEqual(added);
  });

  test('changes in part, its lines as a whole, and tells what it was', async () => {
    const { id, status } = await add({ lines: [line(), line({ name: 'Ліжко' })] });
    const path = `/api/orders/${id}`;
    expect((await olena.put(path, { lines: [line({ price: 5 })], discount: 1 })).json()).toMatchObject({
      lines: [{ price: 5 }],
      total: 4,
    });
    await olena.put(path, { discount: 1 });
    const work = await statusOf('order', 'in_work');
    await olena.put(path, { statusId: work });
    const { items } = await listOf<{ field: string; before: unknown; after: unknown; author: Named }>(
      `${path}/history`,
    );
    expect(items.map(({ field }) => field)).toEqual(['statusId', 'total', 'lines', 'discount', 'statusId']);
    expect(items[0]).toMatchObject({ before: { meaning: 'new' }, after: { meaning: 'in_work' } });
    expect(items[1]).toMatchObject({ before: 200_000, after: 4, author: { id: api.people.olena.id } });
    expect(items.at(-1)).toMatchObject({ before: null, after: { id: status.id } });
  });

  test('names nothing that is not there, and is not larger than a document', async () => {
    const { id } = await add({ lines: [line()] });
    const path = `/api/orders/${id}`;
    const [largest, cancelled] = [{ quantity: 1e9, price: 1e11 }, await statusOf('order', 'cancelled')];
    const wrong = [
      { statusId: await statusOf('lead', 'new') },
      { sourceId: randomUUID() },
      { ownerId: 'nobody' },
      { contactId: randomUUID() },
      { statusId: cancelled },
      { lines: [line(largest)] },
    ];
    const codes = await Promise.all(wrong.map(async (change) => codeOf(await olena.put(path, change))));
    expect(codes.join(' ')).toBe(
      'UNKNOWN_STATUS UNKNOWN_SOURCE UNKNOWN_EMPLOYEE UNKNOWN_CONTACT REASON_NEEDED TOTAL_TOO_LARGE',
    );
    expect((await olena.put(path, { statusId: cancelled, reason: 'передумали' })).json<Order>().reason).toBe(
      'передумали',
    );
    for (const body of [{}, { discount: -1 }, { lines: [line({ vat: 19 })] }, { lines: [line({ quantity: 0 })] }])
      expect((await olena.put(path, body)).status).toBeGreaterThanOrEqual(400);
    expect((await olena.put(`/api/orders/${randomUUID()}`, { name: 'x' })).status).toBe(404);
  });

  test('is archived and brought back, by who answers and not by who reads', async () => {
    const { id, number } = await add({ name: 'Архівне' });
    expect((await olena.delete(`/api/orders/${id}`)).status).toBe(204);
    expect([await numbers({ q: 'архівне' }), await numbers({ q: 'архівне', archived: 'true' })]).toEqual([
      [],
      [number],
    ]);
    await olena.put(`/api/orders/${id}`, { archived: false });
    expect(await numbers({ q: 'архівне' })).toEqual([number]);
    for (const refused of [
      await dmytro.post('/api/orders', {}),
      await dmytro.put(`/api/orders/${id}`, { name: 'x' }),
      await dmytro.delete(`/api/orders/${id}`),
    ])
      expect(refused.status).toBe(403);
  });
});

test('F44: orders are found by number, words, lines and whose they are, narrowed and ordered', async () => {
  const contact = await made<Named>('/api/contacts', { name: 'Щербак Юлія', phones: ['0671230001'] });
  const first = await add({ contactId: contact.id, lines: [line({ name: 'Комод дубовий' })] });
  const second = await add({
    name: `Для Щербака ${first.number}`,
    ownerId: api.people.olena.id,
    lines: [line({ price: 5 })],
  });
  const [q, both] = ['щербак', [second.number, first.number]];
  expect(await numbers({ q })).toEqual(both);
  expect(await numbers({ q, order: 'asc' })).toEqual([first.number, second.number]);
  expect(await numbers({ q, sort: 'total' })).toEqual([first.number, second.number]);
  // Of a digit or two a number is meant: they stand in too much else.
  for (const one of [`№${first.number}`, String(first.number), '067 123 00 01', 'комод'])
    expect([one, await numbers({ q: one })]).toEqual([one, [first.number]]);
  expect(await numbers({ q, ownerId: 'me' })).toEqual([second.number]);
  expect(await numbers({ contactId: contact.id })).toEqual([first.number]);
  await olena.put(`/api/orders/${second.id}`, { statusId: await statusOf('order', 'done') });
  expect(await numbers({ q, meaning: 'done' })).toEqual([second.number]);
  expect(await numbers({ q: '%' })).toEqual([]);
  expect(await listOf('/api/orders', { q, pageSize: '1', page: '2' })).toMatchObject({
    total: 2,
    items: [{ id: first.id }],
  });
});

test('F44: what was changed of a lead is told with who did it', async () => {
  const { id } = await made<Named>('/api/leads', { name: 'Лід' });
  await olena.put(`/api/leads/${id}`, { name: 'Лід Марії', amount: 5 });
  await olena.put(`/api/leads/${id}`, { name: 'Лід Марії' });
  const { items } = await listOf(`/api/leads/${id}/history`);
  expect(items).toMatchObject([
    { field: 'amount', before: null, after: 5 },
    { field: 'name', before: 'Лід', after: 'Лід Марії', author: { id: api.people.olena.id } },
    { field: 'statusId', after: { meaning: 'new' } },
  ]);
});
