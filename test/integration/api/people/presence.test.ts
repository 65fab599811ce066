import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sweepPresence } from '#api/presence/sweep.ts';
import { runApi } from '#api/process/run-api.ts';
import { Notifier } from '#db/notify/notifier.ts';
import { listPresence } from '#db/presence/read.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import type { List } from '../../support/chat.ts';
import { addEmployee, PASSWORD, type TestEmployee } from '../../support/company.ts';
import { leaveAlone, openTab, type OwnPresence, silence, type Span } from '../../support/desk.ts';
import { codeOf } from '../../support/http.ts';
import { openLive } from '../../support/live.ts';
import { until } from '../../support/until.ts';
import { cookieOf, logIn, nobody, type Visitor, visitorWith } from '../../support/visitor.ts';

interface Item extends OwnPresence {
  employee: { id: string; name: string };
  onLeaveUntil: string | null;
}

let api: TestApi;
let iryna: Visitor;
/** A new operator for each test. */
let stepan: TestEmployee;
let who: Visitor;
let count = 0;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
});
beforeEach(async () => {
  count += 1;
  stepan = await addEmployee(api.database.pool, {
    name: 'Степан Левицький',
    email: `stepan${count}@demo.example`,
    roles: ['operator'],
    pageIds: [api.pages.dim.id],
  });
  who = await logIn(api, stepan);
});
afterAll(() => api.stop());

const sweep = () => sweepPresence({ pool: api.database.pool, notifier: new Notifier(api.database.pool) });
const seen = async (by: Visitor = iryna, id = stepan.id) =>
  (await by.get('/api/presence')).json<List<Item>>().items.find(({ employee }) => employee.id === id);
const spansOf = async (id = stepan.id, by: Visitor = iryna) => {
  const range = {
    from: new Date(Date.now() - 86_400_000).toISOString(),
    to: new Date(Date.now() + 60_000).toISOString(),
  };
  return (await by.get(`/api/employees/${id}/presence?${new URLSearchParams(range)}`)).json<List<Span>>().items;
};
const stories = (spans: Span[]) => spans.map(({ state, reason }) => (reason ? `${state} ${reason}` : state));

test('F48: an open desk is online, a closed one offline, and who never opened one is offline too', async () => {
  expect(await seen()).toMatchObject({ state: 'offline', reason: null, onLeaveUntil: null });
  const tab = openTab(who);
  expect(await tab.beat()).toMatchObject({ state: 'online', reason: null, byHand: false });
  expect(await seen()).toMatchObject({ state: 'online' });
  expect((await tab.close()).status).toBe(204);
  expect(await seen()).toMatchObject({ state: 'offline' });
});

test('F48: the state is of the person: the last of several tabs counts', async () => {
  const [one, two] = [openTab(who), openTab(who)];
  const first = await one.beat();
  expect(await two.beat(false)).toEqual(first);
  await one.close();
  expect(await seen()).toMatchObject({ state: 'online', since: first.since });
  await two.close();
  expect(await seen()).toMatchObject({ state: 'offline' });
  expect(stories(await spansOf())).toEqual(['online', 'offline']);
});

test('F48: a tab that is not heard of for 45 seconds is dead, and one that comes back is not', async () => {
  const tab = openTab(who);
  await tab.beat();
  await silence(api, stepan.id, 40);
  await sweep();
  expect(await seen()).toMatchObject({ state: 'online' });
  await silence(api, stepan.id, 10);
  await sweep();
  expect(await seen()).toMatchObject({ state: 'offline' });
  expect(await tab.beat(false)).toMatchObject({ state: 'online' });
});

test('F48: who touches nothing for ten minutes is away, in all tabs together, and back with the first touch', async () => {
  const [one, two] = [openTab(who), openTab(who)];
  await one.beat();
  await two.beat();
  await leaveAlone(api, stepan.id, 601);
  expect(await one.beat(false)).toMatchObject({ state: 'away', reason: 'idle', byHand: false });
  expect(await two.beat()).toMatchObject({ state: 'online', reason: null });
  await leaveAlone(api, stepan.id, 601);
  await sweep();
  expect(await seen()).toMatchObject({ state: 'away', reason: 'idle' });
});

test('F48: what was touched in a tab that closed was touched by the same person', async () => {
  const [old, fresh] = [openTab(who), openTab(who)];
  await old.beat();
  await leaveAlone(api, stepan.id, 601);
  await fresh.beat();
  await fresh.close();
  expect(await old.beat(false)).toMatchObject({ state: 'online' });
});

test('F48: what a tab said before it closed, and what arrives later, does not open it again', async () => {
  const [late, never] = [openTab(who), openTab(who)];
  await late.beat();
  await late.close();
  expect(await late.beat()).toMatchObject({ state: 'offline' });
  await never.close();
  expect(await never.beat()).toMatchObject({ state: 'offline' });
  expect(await openTab(who).beat()).toMatchObject({ state: 'online' });
});

test('F48: away by hand stays, over new tabs, silence and another log-in, until it is taken back', async () => {
  const tab = openTab(who);
  await tab.beat();
  const away = (await who.put('/api/me/presence/mode', { away: true })).json<OwnPresence>();
  expect(away).toMatchObject({ state: 'away', reason: 'by_hand', byHand: true });
  expect(await tab.beat()).toEqual(away);
  await tab.close();
  expect(await seen()).toMatchObject({ state: 'offline', reason: null });
  const again = openTab(await logIn(api, stepan));
  expect(await again.beat()).toMatchObject({ state: 'away', reason: 'by_hand' });
  await leaveAlone(api, stepan.id, 601);
  const back = (await who.put('/api/me/presence/mode', { away: false })).json<OwnPresence>();
  expect(back).toMatchObject({ state: 'online', reason: null, byHand: false });
  expect(stories(await spansOf())).toEqual(['online', 'away by_hand', 'offline', 'away by_hand', 'online']);
});

test('F48: two processes on one database agree, and it survives that one stops', async () => {
  const other = await runApi({ ...api.settings, port: 0 });
  const there = visitorWith({ url: `http://127.0.0.1:${other.port}` }, who.headers);
  const [here, far] = [openTab(who), openTab(there)];
  await here.beat();
  await far.beat();
  expect(await seen(there)).toEqual(await seen(who));
  await here.close();
  expect([await seen(there), (await seen(who))?.state]).toEqual([await seen(who), 'online']);
  const before = await seen(who);
  await other.stop();
  const fresh = await runApi({ ...api.settings, port: 0 });
  const after = visitorWith({ url: `http://127.0.0.1:${fresh.port}` }, who.headers);
  // Silent longer than a tab may be, as after an outage: a fresh process hears first and judges then.
  await silence(api, stepan.id, 60);
  expect(await seen(after)).toEqual(before);
  const restarted = openTab(after);
  expect(await restarted.beat()).toMatchObject({ state: 'online', since: before?.since });
  await fresh.stop();
});

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

test('F48: an auditor is waited for by nobody', async () => {
  const dmytro = await logIn(api, 'dmytro');
  expect(codeOf(await dmytro.put('/api/me/presence', { tab: crypto.randomUUID(), active: true }))).toBe('NOT_ALLOWED');
  expect(codeOf(await dmytro.put('/api/me/presence/mode', { away: true }))).toBe('NOT_ALLOWED');
  expect(await seen(dmytro, api.people.dmytro.id)).toBeUndefined();
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
