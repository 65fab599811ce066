import { expect, test } from 'vitest';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { insertTeam } from '#db/people/teams.ts';
import {
  addHook,
  ALL_KINDS,
  answer,
  chat,
  contentOf,
  deliveries,
  finish,
  type Hook,
  hookNow,
  hurry,
  iryna,
  ofChat,
  receiver,
  setUpWebhooks,
  untilTold,
  whole,
} from './webhooks-stage.ts';

setUpWebhooks();

const present = async () =>
  (await iryna.get('/api/troubles')).json<{ present: { kind: string }[] }>().present.map(({ kind }) => kind);

test('another system is told by ids what happens in a chat, in order, signed, and nothing personal', async () => {
  await addHook({ kinds: ALL_KINDS });
  const { number } = await chat('Я Канарка, 067 111 22 33');
  await answer(number, 'Вітаю, папуго');
  await untilTold(number, 'chat.started', 'message.received', 'message.sent', 'chat.answered_first', 'chat.assigned');
  const lines = [{ name: 'Клітка', quantity: 1_000, price: 500_00, vat: null }];
  expect((await iryna.post(`/api/chats/${number}/orders`, { name: 'Канарка', lines })).status).toBe(201);
  await untilTold(number, 'order.made');
  await finish(number);
  await untilTold(number, 'chat.finished');
  const told = ofChat(number);
  expect(told.at(-1)?.type).toBe('chat.finished');
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
  const { pages } = whole.api;
  for (const { data } of told) expect(data).toMatchObject({ pageId: pages.dim.id, client: { id: expect.any(String) } });
  expect(told[0]?.data.chat?.url).toBe(`http://localhost:3000/chats/${number}`);
  for (const { body } of told) expect(body).not.toMatch(/Канарка|папуго|671112233|"name"|"text"/);
  expect(receiver.unsigned).toEqual([]);
});

test('personal data goes along where an admin wants that', async () => {
  await addHook({ kinds: ['message.received'], withPersonal: true });
  const { number } = await chat('Мене звати Канарка');
  await untilTold(number, 'message.received');
  expect(ofChat(number)[0]?.data).toMatchObject({ text: 'Мене звати Канарка', client: { phone: null } });
});

test('only of pages, teams and kinds that it asks for', async () => {
  const { pages, people, database } = whole.api;
  const hook = await addHook({ kinds: ['chat.finished'], pageIds: [pages.outlet.id] });
  const [here, there] = [await chat(), await chat('Добрий день', 'outlet')];
  for (const { number } of [here, there]) await finish(number);
  await untilTold(there.number, 'chat.finished');
  const team = await insertTeam(database.pool, { name: 'Склад', employeeIds: [people.iryna.id] });
  const change = { kinds: ['chat.finished'], teamIds: [team?.id ?? ''] };
  expect((await iryna.put(`/api/webhooks/${hook.id}`, contentOf(change))).status).toBe(200);
  const [nobodys, hers] = [await chat(), await chat()];
  await answer(hers.number);
  for (const { number } of [nobodys, hers]) await finish(number);
  await untilTold(hers.number, 'chat.finished');
  expect([...ofChat(here.number), ...ofChat(nobodys.number)]).toEqual([]);
  expect(ofChat(hers.number).map(({ type }) => type)).toEqual(['chat.finished']);
});

test('what did not arrive is sent again under its id, and those of the chat behind it wait for it', async () => {
  const hook = await addHook({ kinds: ALL_KINDS });
  receiver.is({ status: 500, body: 'не зараз' });
  const { number } = await chat();
  await answer(number);
  await until('it was tried', async () => (await deliveries(hook.id)).some(({ attempts }) => attempts.length > 0));
  await until('others wait behind it', async () => ((await hookNow(hook.id))?.waiting ?? 0) >= 3);
  const tried = (await deliveries(hook.id)).filter(({ attempts }) => attempts.length > 0);
  expect(tried.map(({ kind, state }) => [kind, state])).toEqual([[tried[0]?.kind, 'waiting']]);
  expect(tried[0]?.attempts[0]).toMatchObject({ status: 500, answer: 'не зараз', reason: null });
  // It took the message, and nobody heard of that: it comes once more.
  receiver.is('cuts');
  await hurry();
  await until('it came', async () => ofChat(number).length > 0);
  receiver.is('well');
  await hurry();
  await untilTold(number, 'message.sent');
  const [first, second] = ofChat(number);
  expect([second?.id, second?.body]).toEqual([first?.id, first?.body]);
  expect(new Set(ofChat(number).map(({ id }) => id)).size).toBe(ofChat(number).length - 1);
  await until('nothing waits', async () => (await hookNow(hook.id))?.waiting === 0);
});

test('after three days it is switched off with a notice; switched on again it goes on with what waits', async () => {
  const hook = await addHook();
  receiver.is({ status: 503 });
  const [first, second] = [await chat(), await chat()];
  await until('both wait', async () => (await hookNow(hook.id))?.waiting === 2);
  await whole.api.database.pool.query(
    `update webhook_delivery set since = now() - interval '73 hours' where chat_id = (
       select id from chat where number = $1)`,
    [first.number],
  );
  await hurry();
  await until('it is off', async () => (await hookNow(hook.id))?.isOn === false);
  expect(await hookNow(hook.id)).toMatchObject({ offReason: 'failing' });
  expect(await present()).toContain('webhook_off');
  // What happens while it is off is not for it.
  const third = await chat();
  receiver.is('well');
  expect((await iryna.put(`/api/webhooks/${hook.id}`, contentOf({ isOn: true }))).status).toBe(200);
  await untilTold(second.number, 'chat.started');
  expect(await present()).not.toContain('webhook_off');
  expect(ofChat(first.number)).toEqual([]);
  // A person has the one that was given up sent again.
  const failed = (await deliveries(hook.id)).find(({ state }) => state === 'failed');
  const again = await iryna.post(`/api/webhooks/${hook.id}/deliveries/${failed?.id}/attempts`);
  expect(again.status).toBe(202);
  await untilTold(first.number, 'chat.started');
  expect(ofChat(third.number)).toEqual([]);
});

test('one that says that it is gone is switched off at once', async () => {
  const hook = await addHook();
  receiver.is({ status: 410 });
  await chat();
  await until('it is off', async () => (await hookNow(hook.id))?.isOn === false);
  expect(await hookNow(hook.id)).toMatchObject({ offReason: 'gone' });
});

test('a new secret signs beside the old one for a day; neither is told again', async () => {
  const hook = await addHook();
  const renewed = (await iryna.post(`/api/webhooks/${hook.id}/secret`)).json<{ secret: string }>().secret;
  const [one, other] = [await chat(), await chat()];
  await untilTold(one.number, 'chat.started');
  await untilTold(other.number, 'chat.started');
  receiver.knows(renewed);
  const third = await chat();
  await untilTold(third.number, 'chat.started');
  expect((await iryna.get('/api/webhooks')).text).not.toContain('whsec_');
  expect(renewed).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});

test('no address inside is asked, neither as it is named nor as it is tried', async () => {
  const wrong = ['http://example.com', 'https://example.com:8443', 'https://a:b@example.com', 'ftp://x', 'слово'];
  for (const url of wrong)
    expect([url, codeOf(await iryna.post('/api/webhooks', contentOf({ url })))]).toEqual([url, 'WEBHOOK_ADDRESS']);
  const hook = await addHook({ url: 'https://127.0.0.1/hooks' });
  const trial = await iryna.post(`/api/webhooks/${hook.id}/trial`);
  expect(trial.json()).toMatchObject({ ok: false, status: null, reason: 'inside' });
  await chat();
  await until('it was tried', async () => (await deliveries(hook.id))[0]?.attempts[0]?.reason === 'inside');
});

test('a test is answered at once, with what the receiver said', async () => {
  const hook = await addHook();
  expect((await iryna.post(`/api/webhooks/${hook.id}/trial`)).json()).toEqual({
    ok: true,
    status: 200,
    reason: null,
    answer: '{"taken":true}',
  });
  receiver.is({ status: 404, body: 'де це?' });
  expect((await iryna.post(`/api/webhooks/${hook.id}/trial`)).json()).toMatchObject({ ok: false, answer: 'де це?' });
  expect(await deliveries(hook.id)).toEqual([]);
  expect((await hookNow(hook.id)) satisfies Hook | undefined).toMatchObject({ waiting: 0 });
});
