import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '#db/connection/database.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { APP_SECRET, createApi, type TestApi } from '../../support/api.ts';
import { type List, openChat } from '../../support/chat.ts';
import { PASSWORD } from '../../support/company.ts';
import { ask, codeOf } from '../../support/http.ts';
import { openLive } from '../../support/live.ts';
import { until } from '../../support/until.ts';
import { logIn, nobody, type Visitor, withToken } from '../../support/visitor.ts';

let api: TestApi;
let iryna: Visitor;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
});
afterAll(() => api.stop());

interface Employee {
  id: string;
  email: string;
  roles: string[];
  pageIds: string[];
  active: boolean;
}

describe('F47: employees', () => {
  const fresh = { name: 'Соломія', email: 'Solomiia@demo.example', password: PASSWORD, roles: ['operator'] };

  test('an admin adds one, who logs in and sees the pages they were given', async () => {
    const added = await iryna.post('/api/employees', { ...fresh, pageIds: [api.pages.dim.id] });
    expect(added.status).toBe(201);
    expect(added.json<Employee>()).toMatchObject({
      email: 'solomiia@demo.example',
      roles: ['operator'],
      pageIds: [api.pages.dim.id],
      active: true,
    });
    expect(added.text).not.toContain(PASSWORD);
    const session = await nobody(api).post('/api/session', { email: fresh.email, password: PASSWORD });
    expect(session.json()).toMatchObject({ pages: [{ id: api.pages.dim.id }] });
    const { items } = (await iryna.get('/api/employees')).json<List<Employee>>();
    expect(items.map(({ email }) => email)).toContain('solomiia@demo.example');
  });

  test('an e-mail address is taken once, however it is written', async () => {
    const again = await iryna.post('/api/employees', { ...fresh, email: 'SOLOMIIA@demo.example' });
    expect([again.status, codeOf(again)]).toEqual([409, 'ALREADY_EXISTS']);
  });

  test.each([
    ['no role', { roles: [] }],
    ['a role that is none', { roles: ['root'] }],
    ['no e-mail address', { email: 'solomiia' }],
    ['a short password', { password: 'short' }],
    ['no name', { name: '   ' }],
    ['a page that is no id', { pageIds: ['*'] }],
  ])('%s is refused, and the fault is named', async (_, change) => {
    const answer = await iryna.post('/api/employees', { ...fresh, email: 'new@demo.example', ...change });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
    expect(answer.json<{ error: { details: { path: string }[] } }>().error.details[0]?.path).toMatch(
      new RegExp(`^${Object.keys(change)[0]}`),
    );
  });

  test('the last admin stays one', async () => {
    for (const change of [{ active: false }, { roles: ['operator'] }]) {
      expect(codeOf(await iryna.put(`/api/employees/${api.people.iryna.id}`, change))).toBe('NOT_ALLOWED');
    }
  });

  test('of two admins who lock each other out at once, one stays', async () => {
    const second = (
      await iryna.post('/api/employees', { ...fresh, email: 'second@demo.example', roles: ['admin'] })
    ).json<Employee>();
    await Promise.all(
      [second.id, api.people.iryna.id].map((id) => iryna.put(`/api/employees/${id}`, { roles: ['operator'] })),
    );
    const { rows } = await api.database.pool.query(
      `select count(*)::int as admins from employee where active and 'admin' = any(roles)`,
    );
    expect(rows).toEqual([{ admins: 1 }]);
    await api.database.pool.query(`update employee set roles = '{admin,operator}' where id = $1`, [
      api.people.iryna.id,
    ]);
  });
});

describe('F04: pages', () => {
  const fresh = { facebookId: '555', name: 'Нова', accessToken: 'EAAB-canary-of-a-new-page' };

  test('a token goes in, is kept sealed, can be replaced and never comes out', async () => {
    const added = await iryna.post('/api/pages', fresh);
    expect(added.status).toBe(201);
    const { id } = added.json<{ id: string }>();
    await api.database.pool.query(`update page set health = 'reconnect' where id = $1`, [id]);
    const changed = await iryna.put(`/api/pages/${id}`, { accessToken: 'EAAB-canary-of-the-next' });
    expect(changed.json()).toMatchObject({ facebookId: '555', health: 'ok' });
    for (const { text } of [added, changed, await iryna.get('/api/pages')]) expect(text).not.toMatch(/canary|sealed/i);
    const { rows } = await api.database.pool.query<{ sealed: string }>(
      'select sealed_token as sealed from page where id = $1',
      [id],
    );
    expect(rows[0]?.sealed).not.toContain('EAAB');
    expect(api.keyring.open(rows[0]?.sealed ?? '', tokenPlace(fresh.facebookId))).toBe('EAAB-canary-of-the-next');
    expect(codeOf(await iryna.post('/api/pages', fresh))).toBe('ALREADY_EXISTS');
  });

  test('a page that was connected takes messages at once, and its people are told of its health', async () => {
    const { id } = (
      await iryna.post('/api/pages', { ...fresh, facebookId: '556', employeeIds: [api.people.olena.id] })
    ).json<{ id: string }>();
    const olena = await logIn(api, 'olena');
    const stream = await openLive(api, olena);
    await until('hello', () => stream.named('hello')[0]);
    await openChat(api, { ...fresh, facebookId: '556', id }, 'перше на новій');
    await iryna.put(`/api/pages/${id}`, { name: 'Перейменована' });
    await until('the page', () =>
      stream.named('page').some(({ body }) => JSON.stringify(body).includes('Перейменована')),
    );
    stream.close();
  });
});

describe('personal tokens', () => {
  test('do what their owner may, are shown once, and are over when removed', async () => {
    const olena = await logIn(api, 'olena');
    const made = (await olena.post('/api/tokens', { name: 'звіт' })).json<{ id: string; token: string }>();
    expect(made.token).toMatch(/^rzm_[\w-]{43}$/);
    const program = withToken(api, made.token);
    const { number } = await openChat(api, api.pages.dim);
    expect((await program.get(`/api/chats/${number}`)).status).toBe(200);
    expect(codeOf(await program.get('/api/employees'))).toBe('NOT_ALLOWED');
    const listed = await olena.get('/api/tokens');
    expect(listed.text).not.toContain(made.token);
    expect(listed.json<List<object>>().items).toMatchObject([
      { name: 'звіт', lastUsedAt: expect.any(String) as string },
    ]);
    expect((await olena.delete(`/api/tokens/${made.id}`)).status).toBe(204);
    expect((await program.get(`/api/chats/${number}`)).status).toBe(401);
  });
});

describe('Y34: what changes nothing', () => {
  let made: { path: string; body: object }[];
  beforeAll(async () => {
    const id = async (path: string, body: object) => (await iryna.post(path, body)).json<{ id: string }>().id;
    const contact = await id('/api/contacts', { name: 'Клієнт', emails: ['klient@demo.example'] });
    const team = await id('/api/teams', { name: 'Перша зміна', employeeIds: [api.people.olena.id] });
    made = [
      { path: `/api/contacts/${contact}`, body: { name: 'Клієнтка', segment: 'роздріб' } },
      { path: `/api/teams/${team}`, body: { name: 'Друга зміна', employeeIds: [api.people.taras.id] } },
      { path: `/api/employees/${api.people.taras.id}`, body: { skills: ['світло'], pageIds: [api.pages.outlet.id] } },
      { path: `/api/pages/${api.pages.outlet.id}`, body: { name: 'Outlet', employeeIds: [api.people.taras.id] } },
    ];
  });
  const audited = async () => Number((await api.database.pool.query('select count(*) from audit')).rows[0].count);

  test('because no body came, or an empty one, is refused and noted nowhere', async () => {
    const before = await audited();
    for (const { path } of [...made, { path: '/api/me' }]) {
      const none = await iryna.ask(path, { method: 'PUT' });
      expect([path, none.status, codeOf(none)]).toEqual([path, 400, 'BAD_REQUEST']);
      const empty = await iryna.put(path, {});
      const code = path.includes('teams') ? 'BAD_REQUEST' : 'NOTHING_TO_CHANGE';
      expect([path, codeOf(empty)]).toEqual([path, code]);
    }
    expect(await audited()).toBe(before);
  });

  test('because it is so already is answered as it is, and noted once', async () => {
    for (const { path, body } of made) {
      const before = await audited();
      const [first, second] = [await iryna.put(path, body), await iryna.put(path, body)];
      expect([path, first.status, second.text]).toEqual([path, 200, first.text]);
      expect([path, await audited()]).toEqual([path, before + 1]);
    }
  });

  test('makes no version of the settings and no other draft', async () => {
    const draft = { settings: { contactAttempts: 4 }, revision: 0, base: 0 };
    const saved = (await iryna.put('/api/settings/draft', draft)).json<{ draft: { revision: number } }>().draft;
    const again = await iryna.put('/api/settings/draft', { ...draft, revision: saved.revision });
    expect(again.json()).toMatchObject({ draft: saved });
    await iryna.delete('/api/settings/draft');
    for (const settings of [{ contactAttempts: 4 }, {}, { contactAttempts: 4 }]) {
      const answer = await iryna.post('/api/settings', { settings });
      expect(answer.status === 201 || codeOf(answer) === 'NOTHING_CHANGES').toBe(true);
    }
    expect((await iryna.get('/api/settings')).json()).toMatchObject({ version: 1 });
  });
});

describe('health', () => {
  test('says ready while everything is there', async () => {
    const live = await ask(`${api.url}/health/live`);
    expect([live.status, live.json()]).toEqual([200, { live: true }]);
    const ready = await ask(`${api.url}/health/ready`);
    expect([ready.status, ready.json()]).toEqual([200, { ready: true, degraded: false, missing: [] }]);
  });

  test('without the engine it is degraded and takes messages; an answer waits in sight', async () => {
    const alone = await createApi({ temporal: { address: '127.0.0.1:1', namespace: 'default' } });
    const ready = await ask(`${alone.url}/health/ready`);
    expect([ready.status, ready.json()]).toEqual([200, { ready: true, degraded: true, missing: ['temporal'] }]);
    const { number } = await openChat(alone, alone.pages.dim, 'є хто?');
    const olena = await logIn(alone, 'olena');
    const said = await olena.post(`/api/chats/${number}/messages`, { text: 'є' });
    expect(said.json()).toMatchObject({ state: 'queued', waitsForEngine: true });
    const status = await olena.put(`/api/chats/${number}/status`, { status: 'finished' });
    expect([status.status, codeOf(status)]).toEqual([503, 'ENGINE_UNAVAILABLE']);
    await alone.stop();
  });

  test('without migrations, or without the database, it is not ready, and no delivery is answered 200', async () => {
    const away = await createApi();
    await away.database.pool.query('alter table mikro_orm_migrations rename to elsewhere');
    expect((await ask(`${away.url}/health/ready`)).json()).toMatchObject({ ready: false, missing: ['migrations'] });
    const name = new URL(away.settings.databaseUrl).pathname.slice(1);
    const server = await openDatabase(inject('postgresUrl'), 1);
    await server.pool.query(`alter database ${name} allow_connections false`);
    await server.pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const ready = await until('the database is missed', async () => {
      const answer = await ask(`${away.url}/health/ready`);
      return answer.text.includes('database') ? answer : null;
    });
    expect([ready.status, ready.json()]).toEqual([503, { ready: false, degraded: true, missing: ['database'] }]);
    await expect(openChat(away, away.pages.dim)).rejects.toThrow(/503/);
    const guest = await nobody(away).post('/api/session', { email: 'olena@demo.example', password: PASSWORD });
    expect([guest.status, codeOf(guest)]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    await server.pool.query(`alter database ${name} allow_connections true`);
    await server.close();
    await until('it takes messages again', () => openChat(away, away.pages.dim).then(Boolean, () => false));
    await away.stop();
  });
});

test('the secret of the application is no setting anybody can read', async () => {
  for (const path of ['/api/session', '/api/employees', '/api/pages', '/api/openapi.json', '/api/docs'])
    expect((await iryna.get(path)).text).not.toContain(APP_SECRET);
});
