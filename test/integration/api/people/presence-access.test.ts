import { expect, test } from 'vitest';
import { listPresence } from '#db/presence/read.ts';
import type { List } from '../../support/chat.ts';
import { PASSWORD } from '../../support/company.ts';
import { openTab, type OwnPresence, type Span } from '../../support/desk.ts';
import { codeOf } from '../../support/http.ts';
import { openLive } from '../../support/live.ts';
import { until } from '../../support/until.ts';
import { cookieOf, logIn, nobody, visitorWith } from '../../support/visitor.ts';
import { api, iryna, stepan, who, seen, spansOf, stories, setUpPresence } from './presence-stage.ts';

setUpPresence();

test('F48: everybody signed in is told on the live stream, whatever their pages are', async () => {
  const stream = await openLive(api, await logIn(api, 'taras'));
  await until('hello', () => stream.named('hello')[0]);
  await openTab(who).beat();
  const told = await until('online', () =>
    stream.named('presence').find(({ body }) => JSON.stringify(body).includes(stepan.id)),
  );
  expect(told.body['presence']).toMatchObject({ employeeId: stepan.id, state: 'online', reason: null });
  stream.close();
});

test('F48: logging out ends the tabs of that browser and of no other', async () => {
  const phone = await logIn(api, stepan);
  await openTab(who).beat();
  await openTab(phone).beat();
  await who.delete('/api/session');
  expect(await seen()).toMatchObject({ state: 'online' });
  await phone.delete('/api/session');
  expect(await seen()).toMatchObject({ state: 'offline' });
});

test('F48: who is deactivated is offline at once', async () => {
  await openTab(who).beat();
  await iryna.put(`/api/employees/${stepan.id}`, { active: false });
  expect(await seen()).toBeUndefined();
  expect((await listPresence(api.database.pool, [stepan.id]))[0]?.state).toBe('offline');
});

test('F48: a desk left open does not keep its session alive', async () => {
  const answer = await nobody(api).post('/api/session', { email: stepan.email, password: PASSWORD });
  const left = visitorWith(api, { cookie: cookieOf(answer) });
  const ends = `select max(expires_at) as at from session where user_id = $1`;
  await api.database.pool.query(`update session set expires_at = now() + interval '1 hour' where user_id = $1`, [
    stepan.id,
  ]);
  const before = await api.database.pool.query(ends, [stepan.id]);
  await openTab(left).beat();
  expect((await api.database.pool.query(ends, [stepan.id])).rows).toEqual(before.rows);
});

test("A13: nobody beats with another's tab or closes it", async () => {
  const tab = openTab(who);
  await tab.beat();
  const olena = await logIn(api, 'olena');
  const stolen = (await olena.put('/api/me/presence', { tab: tab.id, active: true })).json<OwnPresence>();
  expect(stolen.state).toBe('offline');
  expect((await olena.delete(`/api/me/presence/${tab.id}`)).status).toBe(204);
  expect(await seen()).toMatchObject({ state: 'online' });
});

test('A13: when somebody was there is told to them, to admins and to auditors', async () => {
  await openTab(who).beat();
  const [olena, dmytro] = [await logIn(api, 'olena'), await logIn(api, 'dmytro')];
  const path = `/api/employees/${stepan.id}/presence?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z`;
  expect(codeOf(await olena.get(path))).toBe('NOT_ALLOWED');
  for (const reader of [who, iryna, dmytro]) expect((await reader.get(path)).status).toBe(200);
  expect(stories(await spansOf(stepan.id, who))).toEqual(['online']);
});

test.each([
  ['from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 'INVALID_RANGE'],
  ['from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z', 'INVALID_RANGE'],
  ['from=yesterday&to=today', 'BAD_REQUEST'],
  ['', 'BAD_REQUEST'],
])('F48: times that are none are refused: %s', async (query, code) => {
  expect(codeOf(await who.get(`/api/employees/${stepan.id}/presence?${query}`))).toBe(code);
});

test('§1.20, A13: times of all come in one answer, to admins and auditors alone, of at most 31 days', async () => {
  await openTab(who).beat();
  const [olena, dmytro] = [await logIn(api, 'olena'), await logIn(api, 'dmytro')];
  const range = {
    from: new Date(Date.now() - 86_400_000).toISOString(),
    to: new Date(Date.now() + 1000).toISOString(),
  };
  const path = `/api/presence/spans?${new URLSearchParams(range)}`;
  expect(codeOf(await olena.get(path))).toBe('NOT_ALLOWED');
  type All = List<{ employee: { id: string }; spans: Span[] }>;
  for (const reader of [iryna, dmytro]) {
    const { items } = (await reader.get(path)).json<All>();
    expect(items.find(({ employee }) => employee.id === stepan.id)?.spans).toEqual(await spansOf());
    expect(items.every(({ spans }) => spans.length > 0)).toBe(true);
  }
  const long = '/api/presence/spans?from=2026-01-01T00:00:00Z&to=2026-02-02T00:00:00Z';
  expect(codeOf(await iryna.get(long))).toBe('INVALID_RANGE');
});
