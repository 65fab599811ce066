import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../support/http.ts';
import { api, dmytro, iryna, type Lead, listOf, made, type Named, olena, setUpRecords, statusOf } from './stage.ts';

setUpRecords();

const add = (fields: object) => made<Lead>('/api/leads', fields);
const names = async (query: Record<string, string>) =>
  (await listOf<Lead>('/api/leads', query)).items.map(({ name }) => name);

describe('F44: a lead', () => {
  test('is new, has the next number, and is reached by what is read', async () => {
    const source = await made<Named>('/api/sources', { kind: 'lead', name: 'Сайт' }, iryna);
    const contact = await made<Named>('/api/contacts', { name: 'Марія' });
    const fields = { name: ' Марія, 3 шафи ', amount: 1_250_050, phone: '067 123-45-67', email: 'M@Ex.example' };
    const olenaId = api.people.olena.id;
    const added = await add({
      ...fields,
      sourceId: source.id,
      contactId: contact.id,
      ownerId: olenaId,
      note: 'до п’ятниці',
    });
    expect(added).toMatchObject({
      name: 'Марія, 3 шафи',
      status: { meaning: 'new', name: '' },
      source: { id: source.id, name: 'Сайт' },
      contact: { id: contact.id, name: 'Марія' },
      owner: { id: olenaId },
      amount: 1_250_050,
      phone: '+380671234567',
      email: 'm@ex.example',
      note: 'до п’ятниці',
      archivedAt: null,
    });
    expect((await add({ name: 'Наступний' })).number).toBe(added.number + 1);
    for (const which of [added.id, added.number])
      expect((await dmytro.get(`/api/leads/${which}`)).json()).toEqual(added);
    expect((await dmytro.get('/api/leads/999999999')).status).toBe(404);
  });

  test('that is lost says why, and no other one does', async () => {
    const [lost, work] = [await statusOf('lead', 'lost'), await statusOf('lead', 'in_work')];
    const { id } = await add({ name: 'Втрачений' });
    const path = `/api/leads/${id}`;
    for (const reason of [undefined, '  ']) {
      const refused = await olena.put(path, { statusId: lost, ...(reason && { reason }) });
      expect([refused.status, codeOf(refused)]).toEqual([422, 'REASON_NEEDED']);
    }
    const told = (await olena.put(path, { statusId: lost, reason: 'дорого' })).json<Lead>();
    expect([told.status.meaning, told.reason]).toEqual(['lost', 'дорого']);
    expect(codeOf(await olena.put(path, { reason: '' }))).toBe('REASON_NEEDED');
    expect((await olena.put(path, { statusId: work })).json<Lead>().reason).toBe('');
  });

  test('is changed in part, and names nothing that is not there', async () => {
    const { id, number } = await add({ name: 'Петро', phone: '0501112233', amount: 5 });
    const path = `/api/leads/${id}`;
    expect((await olena.put(path, { name: 'Петро Дяченко', phone: null, amount: null })).json()).toMatchObject({
      number,
      name: 'Петро Дяченко',
      phone: null,
      amount: null,
    });
    const wrong = [
      { statusId: randomUUID() },
      { statusId: await statusOf('order', 'new') },
      { sourceId: randomUUID() },
      { ownerId: 'nobody' },
      { contactId: randomUUID() },
      { phone: '12' },
      { email: 'не пошта' },
    ];
    const codes = await Promise.all(wrong.map(async (change) => codeOf(await olena.put(path, change))));
    expect(codes.join(' ')).toBe(
      'UNKNOWN_STATUS UNKNOWN_STATUS UNKNOWN_SOURCE UNKNOWN_EMPLOYEE UNKNOWN_CONTACT INVALID_CONTACT INVALID_CONTACT',
    );
    for (const body of [{}, { amount: -1 }, { amount: 0.5 }, { name: ' ' }, { statusId: null }])
      expect((await olena.put(path, body)).status).toBeGreaterThanOrEqual(400);
    expect((await olena.put(`/api/leads/${randomUUID()}`, { name: 'x' })).status).toBe(404);
  });

  test('is archived, told apart, and brought back', async () => {
    const { id } = await add({ name: 'Архівний лід' });
    expect((await olena.delete(`/api/leads/${id}`)).status).toBe(204);
    expect(await names({ q: 'Архівний' })).toEqual([]);
    expect(await names({ q: 'Архівний', archived: 'true' })).toEqual(['Архівний лід']);
    expect((await olena.put(`/api/leads/${id}`, { archived: false })).json()).toMatchObject({ archivedAt: null });
    expect(await names({ q: 'Архівний' })).toEqual(['Архівний лід']);
  });

  test('is written by who answers, and read by who reads', async () => {
    const { id } = await add({ name: 'Для читача' });
    expect((await dmytro.get('/api/leads')).status).toBe(200);
    expect((await dmytro.post('/api/leads', { name: 'x' })).status).toBe(403);
    expect((await dmytro.put(`/api/leads/${id}`, { name: 'x' })).status).toBe(403);
    expect((await dmytro.delete(`/api/leads/${id}`)).status).toBe(403);
  });
});

test('F44: leads are found by number, name, phone and e-mail, narrowed and ordered', async () => {
  const mine = { ownerId: api.people.olena.id };
  const first = await add({ name: 'Щербак Юлія', phone: '0671230001', amount: 300, ...mine });
  const second = await add({ name: 'Щербак Олег', email: 'oleh@shch.example', amount: 200 });
  const q = 'щербак';
  expect(await names({ q })).toEqual([second.name, first.name]);
  expect(await names({ q, order: 'asc' })).toEqual([first.name, second.name]);
  expect(await names({ q, sort: 'amount' })).toEqual([first.name, second.name]);
  for (const one of [`№${first.number}`, '067 123 00 01', '+380671230001'])
    expect([one, await names({ q: one })]).toEqual([one, [first.name]]);
  expect(await names({ q: 'OLEH@shch' })).toEqual([second.name]);
  expect(await names({ q, ownerId: 'me' })).toEqual([first.name]);
  expect(await names({ q, ownerId: 'none' })).toEqual([second.name]);
  await olena.put(`/api/leads/${second.id}`, { statusId: await statusOf('lead', 'in_work') });
  expect(await names({ q, meaning: 'in_work' })).toEqual([second.name]);
  expect(await names({ q, statusId: first.status.id })).toEqual([first.name]);
  expect(await names({ q: '%' })).toEqual([]);
  expect(await listOf('/api/leads', { q, pageSize: '1', page: '2' })).toMatchObject({
    total: 2,
    items: [{ id: first.id }],
  });
});
