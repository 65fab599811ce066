import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { codeOf } from '../../support/http.ts';
import { dmytro, iryna, type Listed, listOf, made, olena, setUpRecords, statusOf } from './stage.ts';

setUpRecords();

const names = async (kind: string) => (await listOf<Listed>('/api/sources', { kind })).items.map(({ name }) => name);

test('F44: sources stand in the order admins give them, apart for leads and orders', async () => {
  const [chat, call] = [
    await made<Listed>('/api/sources', { kind: 'lead', name: 'Чат' }, iryna),
    await made<Listed>('/api/sources', { kind: 'lead', name: 'Дзвінок' }, iryna),
  ];
  await made('/api/sources', { kind: 'order', name: 'Чат' }, iryna);
  expect([await names('lead'), await names('order')]).toEqual([['Чат', 'Дзвінок'], ['Чат']]);
  await iryna.put(`/api/sources/${call.id}`, { before: chat.id, name: 'Телефон' });
  expect(await names('lead')).toEqual(['Телефон', 'Чат']);
  await iryna.put(`/api/sources/${call.id}`, { before: null });
  expect(await names('lead')).toEqual(['Чат', 'Телефон']);
  expect(codeOf(await iryna.post('/api/sources', { kind: 'lead', name: 'чат' }))).toBe('ALREADY_EXISTS');
  expect(codeOf(await iryna.put(`/api/sources/${call.id}`, { name: 'ЧАТ' }))).toBe('ALREADY_EXISTS');
});

test('F44: a source is archived and never deleted; another one may have its name meanwhile', async () => {
  const old = await made<Listed>('/api/sources', { kind: 'lead', name: 'Виставка' }, iryna);
  expect((await iryna.put(`/api/sources/${old.id}`, { archived: true })).json()).toMatchObject({ archived: true });
  await made('/api/sources', { kind: 'lead', name: 'Виставка' }, iryna);
  expect(codeOf(await iryna.put(`/api/sources/${old.id}`, { archived: false }))).toBe('ALREADY_EXISTS');
  expect((await names('lead')).at(-1)).toBe('Виставка');
  const refused = await olena.post('/api/leads', { name: 'Хтось', sourceId: old.id });
  expect([refused.status, codeOf(refused)]).toEqual([422, 'UNKNOWN_SOURCE']);
});

test('F44: a status keeps its meaning, and the last one with a meaning stays', async () => {
  const junk = await statusOf('lead', 'junk');
  expect(codeOf(await iryna.put(`/api/statuses/${junk}`, { archived: true }))).toBe('LAST_STATUS');
  const spam = await made<Listed>('/api/statuses', { kind: 'lead', meaning: 'junk', name: 'Спам' }, iryna);
  expect((await iryna.put(`/api/statuses/${junk}`, { archived: true })).status).toBe(200);
  const renamed = await iryna.put(`/api/statuses/${spam.id}`, { name: 'Реклама' });
  expect(renamed.json()).toEqual({ ...spam, name: 'Реклама' });
  expect((await iryna.post('/api/statuses', { kind: 'order', meaning: 'lost' })).status).toBe(400);
  const { items } = await listOf<Listed>('/api/statuses', { kind: 'order' });
  expect(items.map(({ meaning, name }) => [meaning, name])).toEqual(
    ['new', 'in_work', 'done', 'cancelled'].map((meaning) => [meaning, '']),
  );
});

test('F44: lists are read by everybody and kept by admins', async () => {
  for (const path of ['/api/sources', '/api/statuses']) {
    const id = (await listOf<Listed>(path)).items[0]?.id ?? '';
    expect((await dmytro.get(path)).status).toBe(200);
    for (const who of [olena, dmytro]) {
      expect((await who.post(path, { kind: 'lead', meaning: 'new', name: 'x' })).status).toBe(403);
      expect((await who.put(`${path}/${id}`, { name: 'x' })).status).toBe(403);
    }
    expect((await iryna.put(`${path}/${randomUUID()}`, { name: 'x' })).status).toBe(404);
  }
});
