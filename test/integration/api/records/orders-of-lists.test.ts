import { expect, test } from 'vitest';
import { api, iryna, type Lead, listOf, made, type Named, olena, setUpRecords, statusOf } from './stage.ts';

setUpRecords();

const told = async (path: string, sort: string, order: string) =>
  (await listOf<{ name: string }>(path, { sort, order })).items.map(({ name }) => name);

test('F44: leads are ordered by number, status, source, owner, amount, and when they were made', async () => {
  const [site, fair] = [await source('lead', 'Сайт'), await source('lead', 'Виставка')];
  const inWork = await statusOf('lead', 'in_work');
  const { olena: first, taras: second } = api.people;
  await made<Lead>('/api/leads', { name: 'а', sourceId: site, amount: 300, ownerId: second.id });
  await made<Lead>('/api/leads', { name: 'б', sourceId: fair, amount: 100, ownerId: first.id, statusId: inWork });
  await made<Lead>('/api/leads', { name: 'в', amount: 200 });
  for (const [sort, asc] of [
    ['number', ['а', 'б', 'в']],
    ['createdAt', ['а', 'б', 'в']],
    ['status', ['а', 'в', 'б']],
    ['source', ['в', 'б', 'а']],
    ['owner', ['в', 'б', 'а']],
    ['amount', ['б', 'в', 'а']],
  ] as const) {
    expect([sort, await told('/api/leads', sort, 'asc')]).toEqual([sort, asc]);
    const numbers = sort === 'status' ? ['б', 'в', 'а'] : asc.toReversed();
    expect([sort, await told('/api/leads', sort, 'desc')]).toEqual([sort, numbers]);
  }
  expect((await olena.get('/api/leads?sort=secret')).status).toBe(400);
});

test('F44: orders are ordered by the same, and by what they come to', async () => {
  const shop = await source('order', 'Крамниця');
  const line = (price: number) => [{ name: 'Річ', unit: 'шт', quantity: 1000, price, vat: null }];
  await made('/api/orders', { name: 'а', lines: line(700), ownerId: api.people.taras.id });
  await made('/api/orders', { name: 'б', lines: line(300), sourceId: shop });
  for (const [sort, asc] of [
    ['total', ['б', 'а']],
    ['owner', ['б', 'а']],
    ['source', ['а', 'б']],
    ['status', ['а', 'б']],
    ['createdAt', ['а', 'б']],
  ] as const)
    expect([sort, await told('/api/orders', sort, 'asc')]).toEqual([sort, asc]);
  const page = await listOf<{ name: string }>('/api/orders', { sort: 'total', page: '2', pageSize: '1' });
  expect([page.total, page.items.map(({ name }) => name)]).toEqual([2, ['б']]);
});

const source = async (kind: string, name: string) => (await made<Named>('/api/sources', { kind, name }, iryna)).id;
