import { expect, test } from 'vitest';
import { sweepPresence } from '#api/presence/sweep.ts';
import { runApi } from '#api/process/run-api.ts';
import { Notifier } from '#db/notify/notifier.ts';
import { createApi } from '#test/integration/support/api.ts';
import { leaveAlone, openTab, type OwnPresence, silence } from '#test/integration/support/desk.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { logIn, visitorWith } from '#test/integration/support/visitor.ts';
import { api, stepan, who, seen, spansOf, stories, setUpPresence } from './presence-stage.ts';

setUpPresence();

const sweep = () => sweepPresence({ pool: api.database.pool, notifier: new Notifier(api.database.pool) });

test('F48: an open desk is online, a closed one offline, and who never opened one is offline too', async () => {
  expect(await seen()).toMatchObject({ state: 'offline', reason: null, onLeaveUntil: null });
  const tab = openTab(who);
  expect(await tab.beat()).toMatchObject({ state: 'online', reason: null, mode: 'on_shift' });
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
  await silence(api, stepan.id, 20);
  await sweep();
  expect(await seen()).toMatchObject({ state: 'online' });
  await silence(api, stepan.id, 30);
  await sweep();
  expect(await seen()).toMatchObject({ state: 'offline' });
  expect(await tab.beat(false)).toMatchObject({ state: 'online' });
});

test('F48: who touches nothing for ten minutes is away in all tabs, and back with the first touch', async () => {
  const [one, two] = [openTab(who), openTab(who)];
  await one.beat();
  await two.beat();
  await leaveAlone(api, stepan.id, 601);
  expect(await one.beat(false)).toMatchObject({ state: 'away', reason: 'idle', mode: 'on_shift' });
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
  const away = (await who.put('/api/me/presence/mode', { mode: 'on_break' })).json<OwnPresence>();
  expect(away).toMatchObject({ state: 'away', reason: 'by_hand', mode: 'on_break' });
  expect(await tab.beat()).toEqual(away);
  await tab.close();
  expect(await seen()).toMatchObject({ state: 'offline', reason: null });
  const again = openTab(await logIn(api, stepan));
  expect(await again.beat()).toMatchObject({ state: 'away', reason: 'by_hand' });
  await leaveAlone(api, stepan.id, 601);
  const back = (await who.put('/api/me/presence/mode', { mode: 'on_shift' })).json<OwnPresence>();
  expect(back).toMatchObject({ state: 'online', reason: null, mode: 'on_shift' });
  expect(stories(await spansOf())).toEqual(['online', 'away by_hand', 'offline', 'away by_hand', 'online']);
});

test('F48, §8 Team: the end of a shift is no break: offline with an open desk, until it is taken back', async () => {
  const tab = openTab(who);
  await tab.beat();
  const pause = (await who.put('/api/me/presence/mode', { mode: 'on_break' })).json<OwnPresence>();
  expect(pause).toMatchObject({ state: 'away', reason: 'by_hand', mode: 'on_break' });
  const over = (await who.put('/api/me/presence/mode', { mode: 'ended' })).json<OwnPresence>();
  expect(over).toMatchObject({ state: 'offline', reason: null, mode: 'ended' });
  expect(await tab.beat()).toEqual(over);
  expect(await seen()).toMatchObject({ state: 'offline', reason: null });
  const again = openTab(await logIn(api, stepan));
  expect(await again.beat()).toMatchObject({ state: 'offline', mode: 'ended' });
  const back = (await who.put('/api/me/presence/mode', { mode: 'on_shift' })).json<OwnPresence>();
  expect(back).toMatchObject({ state: 'online', mode: 'on_shift' });
});

test('F48: two processes on one database agree, and it survives that one stops', async () => {
  const first = await createApi();
  const { id } = first.people.olena;
  const olena = await logIn(first, 'olena');
  const other = await runApi({ ...first.settings, port: 0 });
  const there = visitorWith({ url: `http://127.0.0.1:${other.port}` }, olena.headers);
  const [here, far] = [openTab(olena), openTab(there)];
  await here.beat();
  await far.beat();
  expect(await seen(there, id)).toEqual(await seen(olena, id));
  await here.close();
  expect([await seen(there, id), (await seen(olena, id))?.state]).toEqual([await seen(olena, id), 'online']);
  const before = await seen(olena, id);
  await Promise.all([first.running.stop(), other.stop()]);
  const fresh = await runApi({ ...first.settings, port: 0 });
  const after = visitorWith({ url: `http://127.0.0.1:${fresh.port}` }, olena.headers);
  // Silent longer than a tab may be, as after an outage: a fresh process hears first and judges then.
  await silence(first, id, 60);
  expect(await seen(after, id)).toEqual(before);
  const restarted = openTab(after);
  expect(await restarted.beat()).toMatchObject({ state: 'online', since: before?.since });
  await fresh.stop();
  await first.stop();
});

test('F48: an auditor is waited for by nobody', async () => {
  const dmytro = await logIn(api, 'dmytro');
  expect(codeOf(await dmytro.put('/api/me/presence', { tab: crypto.randomUUID(), active: true }))).toBe('NOT_ALLOWED');
  expect(codeOf(await dmytro.put('/api/me/presence/mode', { mode: 'on_break' }))).toBe('NOT_ALLOWED');
  expect(await seen(dmytro, api.people.dmytro.id)).toBeUndefined();
});
