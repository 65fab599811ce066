import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openChat } from '../../support/chat.ts';
import { openTab } from '../../support/desk.ts';
import { codeOf } from '../../support/http.ts';
import { api, iryna, olena, taras, sql, setUpRouting } from './routing-stage.ts';

setUpRouting();

const rule = (id: string) => ({
  id,
  name: 'Доставка',
  enabled: true,
  when: {},
  who: { teamIds: [], employeeIds: [] },
  strategy: 'even',
  priority: 0,
  capacity: null,
});

describe("A13: another's desk", () => {
  test('is neither closed nor kept open by whoever knows its id', async () => {
    const tab = openTab(olena);
    expect((await tab.beat()).state).toBe('online');
    expect((await taras.put('/api/me/presence', { tab: tab.id, active: true })).json()).toMatchObject({
      state: 'offline',
    });
    expect((await taras.delete(`/api/me/presence/${tab.id}`)).status).toBe(204);
    expect((await tab.beat()).state).toBe('online');
    await tab.close();
    await taras.put('/api/me/presence', { tab: tab.id, active: true });
    expect((await tab.beat()).state).toBe('offline');
  });
});

describe('A26: names that every object has', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'page'])(
    'are no ids of rules, published, tried or estimated: %s',
    async (id) => {
      const settings = { distribution: 'even', routing: [rule(id)] };
      const published = await iryna.post('/api/settings', { settings });
      expect([published.status, codeOf(published)]).toEqual([422, 'INVALID_SETTINGS']);
      expect(codeOf(await iryna.post('/api/settings/what-if', { days: 1, settings }))).toBe('INVALID_SETTINGS');
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );

  test('are names of teams and segments like any other', async () => {
    for (const name of ['__proto__', 'constructor']) {
      expect((await iryna.post('/api/teams', { name, employeeIds: ['constructor', '__proto__'] })).status).toBe(201);
      expect((await olena.post('/api/contacts', { name, segment: name })).status).toBe(201);
      expect((await olena.get(`/api/contacts?segment=${name}`)).json()).toMatchObject({ total: 1 });
    }
  });
});

describe('A26: moments far away', () => {
  test.each([
    ['0000-01-01T00:00:00.000Z', '0000-02-01T00:00:00.000Z', 201],
    ['9999-12-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', 201],
    ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', 422],
    ['2026-02-30T00:00:00.000Z', '2026-03-01T00:00:00.000Z', 400],
    ['+010000-01-01T00:00:00.000Z', '+010000-02-01T00:00:00.000Z', 400],
    ['2026-03-02T00:00:00.000Z', '2026-03-01T00:00:00.000Z', 422],
    ['2026-03-01T00:00:00+02:00', '2026-03-02T00:00:00+02:00', 400],
  ])('a leave from %s to %s is answered with %i', async (from, to, status) => {
    const answer = await olena.post('/api/leaves', { employeeId: api.people.olena.id, from, to });
    expect(answer.status).toBe(status);
    if (status === 201) expect(answer.json()).toMatchObject({ from, to });
  });
});

describe('A27: estimates', () => {
  test('are made a few at a time: many at once are refused politely, and afterwards there is room again', async () => {
    const ask = () => iryna.post('/api/settings/what-if', { days: 90, settings: { distribution: 'even' } });
    const answers = await Promise.all(Array.from({ length: 12 }, ask));
    const statuses = answers.map(({ status }) => status);
    expect([...new Set(statuses)].toSorted((a, b) => a - b)).toEqual([200, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect([refused && codeOf(refused), refused?.headers['retry-after']]).toEqual(['TOO_MANY_ATTEMPTS', '10']);
    expect((await ask()).status).toBe(200);
  });
});

describe('N06: a golden chat', () => {
  test('does not keep the numbers and addresses in the first words of the client, which it outlives', async () => {
    const words =
      'Доставка: пишіть на maria.koval@ukr.example або дзвоніть 067 123-45-67, +38 (050) 765 43 21. Замовлення 1024';
    const { number } = await openChat(api, api.pages.dim, words);
    expect((await iryna.post('/api/golden-chats', { chatNumber: number, name: 'Доставка' })).status).toBe(201);
    const { rows } = await sql('select example::text from golden_chat where chat_number = $1', [number]);
    const [{ example }] = rows as [{ example: string }];
    expect(example).toContain('Доставка: пишіть на … або дзвоніть …, …. Замовлення 1024');
    for (const part of ['maria', '123-45-67', '380671234567', '765 43']) expect(example).not.toContain(part);
  });
});

describe('A26: two admins at once', () => {
  test('do not both publish from one version what golden chats refuse, accepted by both', async () => {
    const golden = (await iryna.get('/api/golden-chats')).json<{ items: { id: string }[] }>().items;
    const accept = golden.map(({ id }) => id.toUpperCase()).concat(golden.map(({ id }) => id));
    const body = { settings: { requirePhone: true }, basedOn: 0, accept };
    const answers = await Promise.all([1, 2].map(() => iryna.post('/api/settings', body)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect(answers.map(codeOf)).toContain('SETTINGS_CHANGED');
    const ran = await iryna.post('/api/settings/golden-run', {});
    expect(ran.json()).toMatchObject({ items: [{ same: true }] });
  });

  test('who takes a team away that a rule names leaves settings that can be published and tried on', async () => {
    const team = (await iryna.post('/api/teams', { name: 'Йдуть', employeeIds: [api.people.olena.id] })).json<{
      id: string;
    }>();
    const routing = [{ ...rule('team-rule'), who: { teamIds: [team.id], employeeIds: [] } }];
    const path = `/api/pages/${api.pages.outlet.id}/settings`;
    expect((await iryna.post(path, { settings: { distribution: 'even', routing } })).status).toBe(201);
    expect((await iryna.delete(`/api/teams/${team.id}`)).status).toBe(204);
    expect((await iryna.post(path, { settings: { capacity: 5 } })).status).toBe(201);
    expect(codeOf(await iryna.post(path, { settings: { routing } }))).toBe('INVALID_SETTINGS');
    expect((await iryna.post(`${path}/what-if`, { days: 7, settings: { distribution: 'even' } })).status).toBe(200);
  });
});

test('A26: a page id that is none, or nobody’s, is nowhere among golden chats and drafts', async () => {
  expect((await iryna.get('/api/golden-chats?pageId=__proto__')).status).toBe(400);
  expect((await iryna.get(`/api/golden-chats?pageId=${randomUUID()}`)).json()).toMatchObject({ total: 0 });
  for (const path of ['what-if', 'golden-run'])
    for (const id of ['constructor', randomUUID()]) {
      const answer = await iryna.post(`/api/pages/${id}/settings/${path}`, { days: 1, settings: {} });
      expect([path, id, answer.status]).toEqual([path, id, 404]);
    }
});
