import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import { createApi, type TestApi } from '../support/api.ts';
import { addAssignment, candidate } from '../support/assignment.ts';
import { type List, openChat } from '../support/chat.ts';
import { addEmployee, PASSWORD } from '../support/company.ts';
import { codeOf } from '../support/http.ts';
import { openLive } from '../support/live.ts';
import { until } from '../support/until.ts';
import { logIn, nobody, type Visitor, withToken } from '../support/visitor.ts';
import { fill, middleware, type Route, routesOf } from './routes.ts';

let api: TestApi;
let routes: Route[];
/** Olena's, of page `dim`: the ids others try. */
let ids: Record<string, string | number>;
let taras: Visitor;
let dmytro: Visitor;

beforeAll(async () => {
  api = await createApi();
  routes = routesOf(api);
  const olena = await logIn(api, 'olena');
  const { number } = await openChat(api, api.pages.dim, 'лише для своїх');
  const said = (await olena.post(`/api/chats/${number}/messages`, { text: 'відповідь' })).json<MessageBody>();
  const session = (await olena.get('/api/sessions')).json<List<{ id: string }>>().items[0];
  const token = (await olena.post('/api/tokens', { name: 'скрипт' })).json<{ id: string }>();
  const employeeId = api.people.olena.id;
  const assignment = await addAssignment(api.database.pool, number, { candidates: [candidate(employeeId)] });
  const about = { number, id: said.id, employeeId, assignmentId: assignment.id };
  ids = { ...about, session: session?.id ?? '', token: token.id };
  taras = await logIn(api, 'taras');
  dmytro = await logIn(api, 'dmytro');
});
afterAll(() => api.stop());

const open = (rule: Route['rule']) => rule === 'anyone' || rule === 'meta';
const send = (who: Visitor, { method, path }: Route, values = ids) =>
  who.ask(fill(path, values), { method, ...(method === 'GET' ? {} : { body: {} }) });
const refusals = async (who: Visitor, list: Route[], values = ids): Promise<string[]> =>
  Promise.all(list.map(async (route) => `${route.method} ${route.path} ${await answered(who, route, values)}`));
const answered = async (who: Visitor, route: Route, values = ids): Promise<string> => {
  const answer = await send(who, route, values);
  return `${answer.status} ${codeOf(answer)}`;
};
const all = (list: Route[], outcome: string) => list.map(({ method, path }) => `${method} ${path} ${outcome}`);

test('A13: every route has a rule in front of everything else', () => {
  expect(routes.length).toBeGreaterThan(30);
  expect(routes.filter(({ rule }) => rule === undefined)).toEqual([]);
  expect(middleware(api)).toEqual(['/*', '/api/*', '/api/codec/*']);
});

test('A13: what strangers may ask for is this and nothing else', () => {
  expect(
    routes
      .filter(({ rule }) => open(rule))
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  ).toEqual([
    'GET /api/docs',
    'GET /api/docs/style.css',
    'GET /api/openapi.json',
    'GET /health/live',
    'GET /health/ready',
    'GET /webhooks/messenger',
    'POST /api/session',
    'POST /webhooks/messenger',
  ]);
});

test('A13: everything with a chat in its path asks who may see that chat', () => {
  const about = routes.filter(({ path }) => path.includes(':number'));
  expect(about.length).toBeGreaterThan(8);
  expect(about.filter(({ rule }) => !rule?.startsWith('chat_'))).toEqual([]);
});

describe('A13: nobody', () => {
  test('is asked to log in by every route that is not open', async () => {
    const closed = routes.filter(({ rule }) => !open(rule));
    expect(await refusals(nobody(api), closed)).toEqual(all(closed, '401 SIGN_IN_REQUIRED'));
    const invented = withToken(api, `rzm_${'A'.repeat(43)}`);
    expect(await refusals(invented, closed)).toEqual(all(closed, '401 SIGN_IN_REQUIRED'));
  });
});

describe('A13: an operator of another page', () => {
  test('finds no chat of this one, by any route', async () => {
    const about = routes.filter(({ path }) => path.includes(':number'));
    expect(await refusals(taras, about)).toEqual(all(about, '404 CHAT_NOT_FOUND'));
  });

  test('is told the same about a chat that does not exist', async () => {
    const theirs = await taras.get(`/api/chats/${ids['number']}`);
    const none = await taras.get('/api/chats/2000000000');
    expect(theirs.text).toBe(none.text);
  });

  test('finds nothing of it in lists, searches and filters', async () => {
    const queries = [
      '',
      `?q=${ids['number']}`,
      '?q=лише',
      `?pageId=${api.pages.dim.id}`,
      `?operatorId=${api.people.olena.id}`,
      '?operatorId=none',
      '?status=new',
    ];
    for (const query of queries) {
      const list = (await taras.get(`/api/chats${encodeURI(query)}`)).json<List<ChatBody>>();
      expect([query, list.total, list.items]).toEqual([query, 0, []]);
    }
  });

  test("cannot end another's session or remove another's token", async () => {
    expect(codeOf(await taras.delete(`/api/sessions/${ids['session']}`))).toBe('NOT_FOUND');
    expect(codeOf(await taras.delete(`/api/tokens/${ids['token']}`))).toBe('NOT_FOUND');
    expect((await taras.get('/api/tokens')).json<List<unknown>>().items).toEqual([]);
  });

  test('is told nothing of it on the live stream', async () => {
    const stream = await openLive(api, taras);
    await until('hello', () => stream.named('hello')[0]);
    await openChat(api, api.pages.dim, 'чуже');
    await openChat(api, api.pages.outlet, 'своє');
    await until('their own', () => stream.named('message').length > 0);
    expect(JSON.stringify(stream.events)).not.toContain('чуже');
    const back = await openLive(api, taras, { 'last-event-id': String(stream.named('hello')[0]?.body['id']) });
    await until('what was missed', () => back.named('message').length > 0);
    expect(JSON.stringify(back.events)).not.toContain('чуже');
    [stream, back].forEach((window) => window.close());
  });

  test('cannot answer to a message of another chat', async () => {
    const own = await openChat(api, api.pages.outlet);
    const body = { text: 'на чуже', replyTo: ids['id'] };
    const answer = await taras.post(`/api/chats/${own.number}/messages`, body);
    expect(answer.json<MessageBody>().replyTo).toBeNull();
    const again = await taras.post(`/api/chats/${own.number}/messages/${ids['id']}/attempts`);
    expect([again.status, codeOf(again)]).toEqual([409, 'NOT_RETRYABLE']);
  });
});

describe('A13: who is no admin', () => {
  test('is refused by everything for admins', async () => {
    const forAdmins = routes.filter(({ rule }) => rule === 'admin');
    expect(forAdmins.length).toBeGreaterThan(7);
    for (const who of [taras, dmytro])
      expect(await refusals(who, forAdmins)).toEqual(all(forAdmins, '403 NOT_ALLOWED'));
  });

  test('cannot give themselves a role, a page or another account by extra fields', async () => {
    await taras.put('/api/me', {
      name: 'Тарас',
      roles: ['admin'],
      active: false,
      email: 'x@demo.example',
      id: api.people.iryna.id,
    });
    const { rows } = await api.database.pool.query('select name, roles, active, email from employee where id = $1', [
      api.people.taras.id,
    ]);
    expect(rows).toEqual([{ name: 'Тарас', roles: ['operator'], active: true, email: 'taras@demo.example' }]);
  });
});

describe('A13: an operator', () => {
  test('is refused by everything for those who see every page', async () => {
    const overall = routes.filter(({ rule }) => rule === 'auditor');
    expect(overall.length).toBeGreaterThan(4);
    expect(await refusals(taras, overall)).toEqual(all(overall, '403 NOT_ALLOWED'));
  });
});

describe('A13: an auditor', () => {
  test('is refused by everything for those who write', async () => {
    const writing = routes.filter(({ rule }) => rule === 'writer');
    expect(writing.length).toBeGreaterThan(1);
    expect(await refusals(dmytro, writing)).toEqual(all(writing, '403 NOT_ALLOWED'));
  });

  test('sees every chat and changes none', async () => {
    const about = routes.filter(({ path }) => path.includes(':number'));
    const [readers, writers] = [
      about.filter(({ rule }) => rule === 'chat_reader'),
      about.filter(({ rule }) => rule === 'chat_writer'),
    ];
    expect(await refusals(dmytro, readers)).toEqual(all(readers, '200 null'));
    expect(await refusals(dmytro, writers)).toEqual(all(writers, '403 NOT_ALLOWED'));
  });
});

describe('A13: who was deactivated', () => {
  test('is out of every route at once, with session and token, and cannot come back', async () => {
    const gone = await addEmployee(api.database.pool, {
      name: 'Пішов',
      email: 'gone@demo.example',
      roles: ['operator'],
      pageIds: [api.pages.dim.id],
    });
    const cookie = await logIn(api, gone);
    const token = withToken(api, (await cookie.post('/api/tokens', { name: 'x' })).json<{ token: string }>().token);
    expect((await token.get('/api/session')).status).toBe(200);
    const iryna = await logIn(api, 'iryna');
    expect((await iryna.put(`/api/employees/${gone.id}`, { active: false })).status).toBe(200);
    const closed = routes.filter(({ rule }) => !open(rule));
    for (const who of [cookie, token]) expect(await refusals(who, closed)).toEqual(all(closed, '401 SIGN_IN_REQUIRED'));
    expect(codeOf(await nobody(api).post('/api/session', { email: gone.email, password: PASSWORD }))).toBe(
      'WRONG_CREDENTIALS',
    );
  });
});

describe('A13: who loses a page', () => {
  test('loses its chats at once, in lists, by number and on the live stream', async () => {
    const moved = await addEmployee(api.database.pool, {
      name: 'Переїхав',
      email: 'moved@demo.example',
      roles: ['operator'],
      pageIds: [api.pages.dim.id],
    });
    const who = await logIn(api, moved);
    const stream = await openLive(api, who);
    await until('hello', () => stream.named('hello')[0]);
    await (await logIn(api, 'iryna')).put(`/api/employees/${moved.id}`, { pageIds: [api.pages.outlet.id] });
    expect((await who.get(`/api/chats/${ids['number']}`)).status).toBe(404);
    await new Promise((resolve) => setTimeout(resolve, 3_300));
    await openChat(api, api.pages.dim, 'уже не для них');
    await openChat(api, api.pages.outlet, 'тепер для них');
    await until('the new page', () => JSON.stringify(stream.events).includes('тепер для них'));
    expect(JSON.stringify(stream.events)).not.toContain('уже не для них');
    stream.close();
  });

  test('and an admin who becomes an operator sees on the stream only what operators see', async () => {
    const boss = await addEmployee(api.database.pool, {
      name: 'Був адміном',
      email: 'boss@demo.example',
      roles: ['admin'],
      pageIds: [api.pages.outlet.id],
    });
    const stream = await openLive(api, await logIn(api, boss));
    await until('hello', () => stream.named('hello')[0]);
    await (await logIn(api, 'iryna')).put(`/api/employees/${boss.id}`, { roles: ['operator'] });
    await new Promise((resolve) => setTimeout(resolve, 3_300));
    await openChat(api, api.pages.dim, 'для адмінів');
    await openChat(api, api.pages.outlet, 'для операторів');
    await until('the own page', () => JSON.stringify(stream.events).includes('для операторів'));
    expect(JSON.stringify(stream.events)).not.toContain('для адмінів');
    stream.close();
  });
});
