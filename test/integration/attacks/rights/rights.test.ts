import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openChat } from '#test/integration/support/chat.ts';
import { addEmployee, PASSWORD } from '#test/integration/support/company.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { type LiveStream, openLive } from '#test/integration/support/live.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, nobody, withToken } from '#test/integration/support/visitor.ts';
import { middleware, type Route } from '../routes.ts';
import { api, routes, ids, refusals, all, setUpRights } from './rights-stage.ts';

setUpRights();

const open = (rule: Route['rule']) => rule === 'anyone' || rule === 'meta';

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
    'GET /api/demo',
    'GET /api/demo/shop',
    'GET /api/docs',
    'GET /api/docs/style.css',
    'GET /api/openapi.json',
    'GET /api/pages/:id/widget',
    'GET /api/shared-documents/:token',
    'GET /health/live',
    'GET /health/ready',
    'GET /webhooks/messenger',
    'GET /widget.js',
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

/** An open stream looks at its rights now and then: until it shows what comes later, of page `outlet`, alone. */
async function untilLost(stream: LiveStream): Promise<void> {
  const shows = (words: string) => JSON.stringify(stream.events).includes(words);
  const rounds: string[] = [];
  await until('the rights are looked at', async () => {
    const round = randomUUID();
    rounds.push(round);
    await openChat(api, api.pages.dim, `чуже ${round}`);
    await openChat(api, api.pages.outlet, `своє ${round}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return rounds.some((one) => shows(`своє ${one}`) && !shows(`чуже ${one}`));
  });
}

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
    await untilLost(stream);
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
    await untilLost(stream);
    await openChat(api, api.pages.dim, 'для адмінів');
    await openChat(api, api.pages.outlet, 'для операторів');
    await until('the own page', () => JSON.stringify(stream.events).includes('для операторів'));
    expect(JSON.stringify(stream.events)).not.toContain('для адмінів');
    stream.close();
  });
});
