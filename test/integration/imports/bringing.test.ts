import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type TestApi } from '../support/api.ts';
import { openChat } from '../support/chat.ts';
import { codeOf } from '../support/http.ts';
import { logIn, type Visitor } from '../support/visitor.ts';
import { createWorker, type TestWorker } from '../support/worker.ts';
import { ALL, atRest, brought, checked, contactsNow, rowsOf, undone } from './imports-stage.ts';

let api: TestApi;
let worker: TestWorker;
let iryna: Visitor;

beforeAll(async () => {
  api = await createApi();
  worker = await createWorker(api, 'http://127.0.0.1:9');
  iryna = await logIn(api, 'iryna');
});
afterAll(async () => {
  await worker.stop();
  await api.stop();
});

const create = async (fields: object) => (await iryna.post('/api/contacts', fields)).json<{ id: string }>().id;
const read = async (id: string) => (await iryna.get(`/api/contacts/${id}`)).json<Record<string, unknown>>();

describe('F44: rows of contacts that are there', () => {
  const FILE = 'ПІБ;Телефон;Пошта;Сегмент;Компанія;Посада\nІнша назва;0671230001;new@example.com;Опт;Дім;директорка\n';
  let id = '';
  beforeAll(async () => {
    await create({ name: 'Дім', kind: 'company' });
    id = await create({ name: 'Марія', phones: ['0671230001'], address: 'Київ' });
  });

  test('are skipped, unless somebody says otherwise', async () => {
    const before = await contactsNow(api);
    const skipped = await brought(iryna, FILE);
    expect(skipped).toMatchObject({ planned: { match: 1 }, brought: { made: 0, skipped: 1 } });
    expect((await rowsOf(iryna, skipped.id))[0]?.matches).toEqual([{ id, name: 'Марія' }]);
    expect(await contactsNow(api)).toEqual(before);
  });

  test('fill what is empty, and undoing gives everything back', async () => {
    const before = await contactsNow(api);
    const filled = await brought(iryna, FILE, { onMatch: 'fill' });
    expect(filled.brought).toMatchObject({ changed: 1 });
    expect(await read(id)).toMatchObject({
      name: 'Марія',
      emails: ['new@example.com'],
      segment: 'Опт',
      companies: [{ name: 'Дім', role: 'директорка' }],
    });
    expect((await brought(iryna, `${FILE};;;;;\n`, { onMatch: 'fill' })).planned).toMatchObject({ same: 1 });
    expect((await undone(iryna, filled.id)).takenBack).toEqual({ removed: 0, restored: 1, kept: 0 });
    expect(await contactsNow(api)).toEqual(before);
  });

  test('are new ones where that is wanted; who was used or changed since stays, and is listed', async () => {
    const rows = ['Інша;0671230001', 'Чат;0671230002', 'Змінена;0671230003', 'Зайва;0671230004', 'Зайва;0671230004'];
    const made = await brought(iryna, `ПІБ;Телефон\n${rows.join('\n')}\n`, { onMatch: 'new' });
    expect(made).toMatchObject({ planned: { new: 3, match: 1, repeat: 1 }, brought: { made: 4, same: 1 } });
    const [, used, changed] = await rowsOf(iryna, made.id, 'made');
    const { clientId } = await openChat(api, api.pages.dim, 'це я');
    await api.database.pool.query('update client set contact_id = $2 where id = $1', [clientId, used?.contact?.id]);
    await iryna.put(`/api/contacts/${changed?.contact?.id}`, { segment: 'VIP' });
    expect((await undone(iryna, made.id)).takenBack).toEqual({ removed: 2, restored: 0, kept: 2 });
    expect((await rowsOf(iryna, made.id, 'kept')).map(({ contact }) => contact?.name)).toEqual(['Чат', 'Змінена']);
  });

  test('are a fault where they fit several, until somebody settles it', async () => {
    await create({ name: 'Двоє А', phones: ['0671230009'] });
    await create({ name: 'Двоє Б', phones: ['0671230009'] });
    const { id: importId, planned } = await checked(iryna, 'ПІБ;Телефон\nХтось;0671230009\n');
    expect(planned).toMatchObject({ faulty: 1 });
    const [row] = await rowsOf(iryna, importId);
    expect([row?.problems[0]?.code, row?.matches.map(({ name }) => name)]).toEqual([
      'several_matches',
      ['Двоє А', 'Двоє Б'],
    ]);
    await iryna.put(`${ALL}/${importId}/rows/2`, { choice: 'new' });
    expect((await atRest(iryna, importId)).planned).toMatchObject({ faulty: 0, match: 1 });
    await iryna.put(`${ALL}/${importId}/started`);
    expect((await atRest(iryna, importId)).brought).toMatchObject({ made: 1 });
    expect(codeOf(await iryna.put(`${ALL}/${importId}`, { onMatch: 'fill' }))).toBe('IMPORT_STARTED');
  });
});

test('F44: what fields were changed since is not given back, and is named', async () => {
  const id = await create({ name: 'Лев', phones: ['0671230020'] });
  const file = 'ПІБ;Телефон;Сегмент;Адреса\nЛев;0671230020;Опт;Львів\n';
  const filled = await brought(iryna, file, { onMatch: 'fill' });
  await iryna.put(`/api/contacts/${id}`, { segment: 'VIP' });
  expect((await undone(iryna, filled.id)).takenBack).toEqual({ removed: 0, restored: 0, kept: 1 });
  expect(await read(id)).toMatchObject({ segment: 'VIP', address: '' });
  expect((await rowsOf(iryna, filled.id, 'kept'))[0]?.left).toEqual(['segment']);
});
