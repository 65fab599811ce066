import { describe, expect, inject, test } from 'vitest';
import { openDatabase } from '#db/connection/database.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { APP_SECRET, createApi } from '#test/integration/support/api.ts';
import { openChat } from '#test/integration/support/chat.ts';
import { PASSWORD } from '#test/integration/support/company.ts';
import { ask, codeOf } from '#test/integration/support/http.ts';
import { openLive } from '#test/integration/support/live.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, nobody } from '#test/integration/support/visitor.ts';
import { api, iryna, setUpEmployees } from './employees-stage.ts';
import { deliver, newPsid, textOf } from '#test/integration/support/webhook.ts';

setUpEmployees();

describe('F04: pages', () => {
  const fresh = { facebookId: '555', name: 'Нова', accessToken: 'EAAB-canary-of-a-new-page' };

  test('a token goes in, is kept sealed, can be replaced and never comes out', async () => {
    const added = await iryna.post('/api/pages', fresh);
    expect(added.status).toBe(201);
    const { id } = added.json<{ id: string }>();
    await api.database.pool.query(`update page set health = 'reconnect' where id = $1`, [id]);
    const changed = await iryna.put(`/api/pages/${id}`, { accessToken: 'EAAB-canary-of-the-next' });
    expect(changed.json()).toMatchObject({ facebookId: '555', health: 'checking' });
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

describe('health', () => {
  test('says ready while everything is there', async () => {
    const live = await ask(`${api.url}/health/live`);
    expect([live.status, live.json()]).toEqual([200, { live: true }]);
    // A busy machine may be late with an answer of the engine, and that is said, too.
    const ready = await until('all is there', async () => {
      const answer = await ask(`${api.url}/health/ready`);
      return answer.json<{ degraded: boolean }>().degraded ? null : answer;
    });
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
    await until('the migrations are missed', async () => {
      const { ready, missing } = (await ask(`${away.url}/health/ready`)).json<{ ready: boolean; missing: string[] }>();
      return !ready && String(missing) === 'migrations';
    });
    const name = new URL(away.settings.databaseUrl).pathname.slice(1);
    const server = await openDatabase(inject('postgresUrl'), 1);
    await server.pool.query(`alter database ${name} allow_connections false`);
    await server.pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const ready = await until('the database is missed', async () => {
      const answer = await ask(`${away.url}/health/ready`);
      return String(answer.json<{ missing: string[] }>().missing) === 'database' ? answer : null;
    });
    expect([ready.status, ready.json()]).toEqual([503, { ready: false, degraded: true, missing: ['database'] }]);
    const item = textOf(away.pages.dim, newPsid(), 'є хто?');
    expect((await deliver(away, away.pages.dim, [item])).status).toBe(503);
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
