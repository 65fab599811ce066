import pg from 'pg';
import { expect, test } from 'vitest';
import { readChat } from '../../support/chat.ts';
import { logIn } from '../../support/visitor.ts';
import { fill, routesOf } from '../routes.ts';
import {
  api,
  worker,
  olena,
  SAID,
  NASTY,
  number,
  messagesOf,
  PRIVATE,
  secrets,
  found,
  setUpSecrets,
} from './secrets-stage.ts';

setUpSecrets();

test('A8: what stands in a name or a text comes out as it went in, as JSON', async () => {
  expect((await messagesOf()).map(({ text }) => text)).toEqual(expect.arrayContaining([SAID, NASTY]));
  const chat = await readChat(olena, number);
  expect(chat.client).toMatchObject({ firstName: '<b>Марія</b>', lastName: 'Канаренко${1}' });
  const answer = await olena.get(`/api/chats/${number}`);
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
});

test('A22: all that both processes logged holds no secret and nothing anybody wrote', () => {
  for (const { logbook } of [api, worker]) {
    expect(logbook.lines().length).toBeGreaterThan(0);
    expect(found(logbook.text(), [...secrets(), ...PRIVATE])).toEqual([]);
  }
});

test('A22: every line is one event of JSON without control characters', () => {
  for (const line of [...api.logbook.lines(), ...worker.logbook.lines()]) {
    expect(() => JSON.parse(line) as unknown).not.toThrow();
    // oxlint-disable-next-line no-control-regex
    expect(line).not.toMatch(/[\u0000-\u001f]/);
  }
});

test('A22: values with line breaks and colours stay inside their line', () => {
  const before = api.logbook.lines().length;
  api.logbook.log.warn({ error: new Error('a\r\n{"level":60}\u001b[31m'), client: 'x\ny' }, 'm\r\nn');
  expect(api.logbook.lines()).toHaveLength(before + 1);
  // oxlint-disable-next-line no-control-regex
  expect(api.logbook.lines().at(-1)).not.toMatch(/[\u0000-\u001f]/);
});

test('A23: no answer of any route holds a secret', async () => {
  const iryna = await logIn(api, 'iryna');
  for (const route of routesOf(api)) {
    if (route.path === '/api/changes' || route.path === '/api/session') continue;
    const answer = await iryna.ask(fill(route.path, { number }), {
      method: route.method,
      ...(route.method === 'GET' ? {} : { body: '{', headers: { 'content-type': 'application/json' } }),
    });
    expect([route.path, found(answer.text + JSON.stringify(answer.headers), secrets())]).toEqual([route.path, []]);
  }
});

test('A23: an error tells where to look it up and nothing of the inside', async () => {
  const iryna = await logIn(api, 'iryna');
  await api.database.pool.query('alter table employee rename column roles to roles_away');
  const answer = await iryna.get('/api/session');
  await api.database.pool.query('alter table employee rename column roles_away to roles');
  expect(answer.status).toBe(500);
  expect(answer.json()).toEqual({
    error: {
      code: 'INTERNAL',
      message: expect.any(String) as string,
      details: { request: answer.headers['x-request-id'] },
    },
  });
  expect(answer.text).not.toMatch(/roles|column|select|\.ts|node_modules/);
  expect(api.logbook.text()).toContain(String(answer.headers['x-request-id']));
});

test('A23: no table holds a page’s token, a personal token, a session’s cookie as used, or a password', async () => {
  const sql = new pg.Client(api.settings.databaseUrl);
  await sql.connect();
  const { rows: tables } = await sql.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  expect(tables.length).toBeGreaterThan(15);
  for (const { name } of tables) {
    const { rows } = await sql.query<{ row: string }>(`select t::text as row from "${name}" t`);
    expect([name, found(rows.map(({ row }) => row).join('\n'), secrets())]).toEqual([name, []]);
  }
  await sql.end();
});
