import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matchContacts } from '#db/contacts/match.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { readCandidates } from '#db/routing/candidates.ts';
import { readChatFacts } from '#db/routing/facts.ts';
import { createApi, type TestApi } from '../support/api.ts';
import { openChat } from '../support/chat.ts';
import { openTab } from '../support/desk.ts';
import { codeOf } from '../support/http.ts';
import { logIn, type Visitor } from '../support/visitor.ts';

let api: TestApi;
let iryna: Visitor;
let olena: Visitor;
let taras: Visitor;

beforeAll(async () => {
  api = await createApi();
  [iryna, olena, taras] = [await logIn(api, 'iryna'), await logIn(api, 'olena'), await logIn(api, 'taras')];
});
afterAll(() => api.stop());

const sql = (text: string, values: unknown[] = []) => api.database.pool.query(text, values);
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

describe('F44: a contact that is added or changed', () => {
  const isKnown = async (number: number): Promise<boolean> => {
    const { rows } = await sql(
      'select w.facts is not null as known from waiting_room w join chat c on c.id = w.chat_id where c.number = $1',
      [number],
    );
    return (rows[0] as { known: boolean }).known;
  };
  const wait = async (number: number): Promise<void> => {
    const { rows } = await sql('select id from chat where number = $1', [number]);
    const { id } = rows[0] as { id: string };
    await sql(
      `insert into waiting_room (chat_id, page_id, client_id, ask, kind, since)
       select id, page_id, client_id, 0, 'first', now() from chat where id = $1 on conflict do nothing`,
      [id],
    );
    const facts = (await readChatFacts(api.database.pool, [id])).get(id);
    await sql('update waiting_room set facts = $2 where chat_id = $1', [id, JSON.stringify(facts)]);
  };

  test('is looked for anew in chats that wait, whose client wrote the number in passing', async () => {
    const { number } = await openChat(api, api.pages.dim, 'мій номер 067 555 44 33');
    await wait(number);
    const contact = { name: 'Марія', phones: ['+380675554433'], managerId: api.people.olena.id };
    const { id } = (await olena.post('/api/contacts', contact)).json<{ id: string }>();
    expect(await isKnown(number)).toBe(false);
    await wait(number);
    await olena.put(`/api/contacts/${id}`, { phones: [] });
    expect(await isKnown(number)).toBe(false);
  });
});

describe('A20: many contacts and past chats', () => {
  /** Rows of the table that were read in this transaction so far. */
  const readOf = async (tx: Sql, table: string): Promise<number> => {
    const { rows } = await tx.query<{ read: number }>(
      `select (pg_stat_get_xact_tuples_returned($1::regclass) + pg_stat_get_xact_tuples_fetched($1::regclass))::int as read`,
      [table],
    );
    return rows[0]?.read ?? 0;
  };

  test('are not gone through to find those with a phone', async () => {
    const { number } = await openChat(api, api.pages.dim, 'телефон 050 111 22 33');
    await sql(
      `insert into contact (name, phones, emails)
         select 'Контакт ' || n, array['+38050' || lpad((1100000 + n)::text, 7, '0')], '{}'
       from generate_series(1, 20000) n`,
    );
    await sql('analyze contact');
    const { rows } = await sql('select id from chat where number = $1', [number]);
    const { id } = rows[0] as { id: string };
    await inTransaction(api.database.pool, async (tx) => {
      expect(await matchContacts(tx, id)).toMatchObject([{ name: 'Контакт 12233', matchedBy: 'phone' }]);
      expect((await readChatFacts(tx, [id])).get(id)?.contacts).toHaveLength(1);
      expect(await readOf(tx, 'contact')).toBeLessThan(100);
    });
  });

  test('are not gone through to count the open chats of the operators', async () => {
    const { clientId } = await openChat(api, api.pages.dim);
    await sql(
      `with past as (
         insert into chat (client_id, page_id, status, finished_at) select id, page_id, 'finished', now()
            from client, generate_series(1, 5000)
         where id = $1 returning id
       ) insert into chat_operator (chat_id, employee_id, since, position) select id, $2, now(), 0 from past`,
      [clientId, api.people.olena.id],
    );
    await sql('analyze chat, chat_operator');
    await inTransaction(api.database.pool, async (tx) => {
      const candidates = await readCandidates(tx, api.pages.dim.id);
      expect(candidates.find(({ id }) => id === api.people.olena.id)?.load).toBe(0);
      expect(await readOf(tx, 'chat_operator')).toBeLessThan(1_000);
    });
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
