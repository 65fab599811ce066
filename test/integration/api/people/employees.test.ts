import { beforeAll, describe, expect, test } from 'vitest';
import { type List, openChat } from '../../support/chat.ts';
import { PASSWORD } from '../../support/company.ts';
import { codeOf } from '../../support/http.ts';
import { logIn, nobody, withToken } from '../../support/visitor.ts';
import { api, iryna, fresh, setUpEmployees } from './employees-stage.ts';

setUpEmployees();

interface Employee {
  id: string;
  email: string;
  roles: string[];
  pageIds: string[];
  active: boolean;
}

describe('F47: employees', () => {
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
