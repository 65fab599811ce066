import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import { prune } from '#db/changes/prune.ts';
import { APP_SECRET, createApi, type TestApi } from '../../support/api.ts';
import { type List, openChat, readChat } from '../../support/chat.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import {
  deliver,
  deliveryOf,
  fromClient,
  fromPage,
  type Item,
  newMid,
  newPsid,
  postSigned,
  textOf,
} from '../../support/webhook.ts';

let api: TestApi;
let olena: Visitor;

beforeAll(async () => {
  api = await createApi({ facebook: { appId: '', appSecrets: ['the next secret', APP_SECRET], verifyToken: 'x' } });
  olena = await logIn(api, 'olena');
});
afterAll(() => api.stop());

const send = (items: Item[]) => deliver(api, api.pages.dim, items);
const messages = async (number: number, query = ''): Promise<MessageBody[]> =>
  (await olena.get(`/api/chats/${number}/messages${query}`)).json<List<MessageBody>>().items;
const find = async (number: number, text: string) => (await messages(number)).find((message) => message.text === text);

test('F39: a first message makes a chat of its own, unread and waiting', async () => {
  const { number } = await openChat(api, api.pages.dim, 'Добрий день 👋');
  expect(await readChat(olena, number)).toMatchObject({
    status: 'new',
    unread: 1,
    page: { id: api.pages.dim.id, name: 'Дім і Світло' },
    operators: [],
    lastMessage: { text: 'Добрий день 👋', direction: 'in', kind: 'text', state: 'received' },
    waitingSince: expect.any(String) as string,
    finishedAt: null,
  });
});

test('F28: chats are numbered one after the other, however much is said in each', async () => {
  const first = await openChat(api, api.pages.dim);
  for (let n = 0; n < 3; n += 1) await send([textOf(api.pages.dim, first.psid, `more ${n}`)]);
  const second = await openChat(api, api.pages.dim);
  expect(second.number).toBe(first.number + 1);
});

test('X19: what is delivered three times, at once and again, is one message', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  const item = textOf(api.pages.dim, psid, 'тричі');
  const answers = await Promise.all([send([item]), send([item]), send([item, item])]);
  await send([item]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await messages(number)).filter(({ text }) => text === 'тричі')).toHaveLength(1);
  expect((await readChat(olena, number)).unread).toBe(2);
});

test('X20: messages stand in the order of Meta’s time, whatever order they arrive in', async () => {
  const { number, psid } = await openChat(api, api.pages.dim, 'перше');
  const start = Date.now() + 1_000;
  const items = [4, 2, 5, 3, 1].map((n) => textOf(api.pages.dim, psid, String(n), { timestamp: start + n }));
  for (const item of items) await send([item]);
  expect((await messages(number)).map(({ text }) => text)).toEqual(['перше', '1', '2', '3', '4', '5']);
  expect((await messages(number, '?order=desc&pageSize=2')).map(({ text }) => text)).toEqual(['5', '4']);
  expect((await readChat(olena, number)).lastMessage?.text).toBe('5');
  const { rows } = await api.database.pool.query('select last_contact_at as at from chat where number = $1', [number]);
  expect(rows).toEqual([{ at: new Date(start + 5) }]);
});

test('two deliveries for the same clients in opposite order do not wait for each other for ever', async () => {
  const [a, b] = [newPsid(), newPsid()];
  const rounds = Array.from({ length: 15 }, () => [
    send([textOf(api.pages.dim, a, 'x'), textOf(api.pages.dim, b, 'x')]),
    send([textOf(api.pages.dim, b, 'y'), textOf(api.pages.dim, a, 'y')]),
  ]).flat();
  expect((await Promise.all(rounds)).map(({ status }) => status)).toEqual(rounds.map(() => 200));
});

test('X21: a thousand events in one delivery, two of them bad: all others are there', async () => {
  const psids = Array.from({ length: 20 }, newPsid);
  const items: Item[] = Array.from({ length: 998 }, (_, n) => textOf(api.pages.dim, psids[n % 20] ?? '', `пачка ${n}`));
  items.splice(300, 0, { hologram: true });
  items.splice(600, 0, fromClient(api.pages.dim, psids[0] ?? '', { message: { text: 'без mid' } }));
  // A busy machine may need longer than Meta waits: it is told so in time, and brings the same again.
  await until('it to be taken', async () => (await send(items)).status === 200, 30_000);
  const counted = () =>
    api.database.pool.query<{ kept: number; parked: number; unread: number }>(
      `select (select count(*)::int from message where text like 'пачка %') as kept,
         (select count(*)::int from delivery) as unread,
         (select count(*)::int from inbound_event where parked
            and (raw like '%hologram%' or raw like '%без mid%')) as parked`,
    );
  await until('the whole delivery', async () => (await counted()).rows[0]?.unread === 0, 60_000);
  expect((await counted()).rows[0]).toEqual({ kept: 998, parked: 2, unread: 0 });
});

test('X23: while the app secret is being replaced, both are good', async () => {
  const body = JSON.stringify(deliveryOf(api.pages.dim, []));
  for (const secret of ['the next secret', APP_SECRET]) expect((await postSigned(api, body, secret)).status).toBe(200);
  expect((await postSigned(api, body, 'the one before')).status).toBe(403);
});

test('an answer given in Meta’s own apps is shown, and told as such', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  await send([
    fromPage(api.pages.dim, psid, {
      message: { mid: newMid(), text: 'з телефону', is_echo: true, app_id: 26390203743090 },
    }),
  ]);
  expect(await find(number, 'з телефону')).toMatchObject({
    direction: 'out',
    via: 'meta_inbox',
    state: 'sent',
    author: null,
  });
});

test('F39: an echo that comes before anything else settles our message by its metadata', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  const sent = (await olena.post(`/api/chats/${number}/messages`, { text: 'наше' })).json<MessageBody>();
  await api.database.pool.query(`update message set state = 'unknown', reason_code = 'no_confirmation' where id = $1`, [
    sent.id,
  ]);
  const echo = fromPage(api.pages.dim, psid, {
    message: { mid: newMid(), text: 'наше', is_echo: true, metadata: sent.id },
  });
  await send([echo]);
  await send([echo]);
  const all = (await messages(number)).filter(({ text }) => text === 'наше');
  expect(all).toMatchObject([{ id: sent.id, state: 'sent', reason: null, via: 'desk' }]);
});

test('F39: what was delivered stays so when its echo comes late, and keeps its moment when it is delivered again', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  const sent = (await olena.post(`/api/chats/${number}/messages`, { text: 'наше' })).json<MessageBody>();
  const mid = newMid();
  const at = Date.now();
  await api.database.pool.query(`update message set state = 'sent', sent_at = now(), mid = $2 where id = $1`, [
    sent.id,
    mid,
  ]);
  await send([fromClient(api.pages.dim, psid, { timestamp: at + 1_000, delivery: { mids: [mid] } })]);
  await send([fromPage(api.pages.dim, psid, { message: { mid, text: 'наше', is_echo: true, metadata: sent.id } })]);
  expect(await find(number, 'наше')).toMatchObject({ state: 'delivered' });
  await send([fromClient(api.pages.dim, psid, { read: { watermark: at + 60_000 } })]);
  expect(await find(number, 'наше')).toMatchObject({
    state: 'read',
    deliveredAt: new Date(at + 1_000).toISOString(),
  });
  await send([fromClient(api.pages.dim, psid, { delivery: { mids: [mid], watermark: at + 5_000 } })]);
  expect(await find(number, 'наше')).toMatchObject({
    state: 'read',
    deliveredAt: new Date(at + 1_000).toISOString(),
  });
});

test('F39: an echo with the metadata of another client’s message is not taken for it', async () => {
  const [one, other] = [await openChat(api, api.pages.dim), await openChat(api, api.pages.dim)];
  const sent = (await olena.post(`/api/chats/${one.number}/messages`, { text: 'для першого' })).json<MessageBody>();
  await send([
    fromPage(api.pages.dim, other.psid, {
      message: { mid: newMid(), text: 'для другого', is_echo: true, metadata: sent.id },
    }),
  ]);
  expect((await find(one.number, 'для першого'))?.state).toBe('queued');
  expect((await find(other.number, 'для другого'))?.via).toBe('other_app');
});

test('F39: delivered and read come by watermark or by name, in any order, and never go back', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  const mid = newMid();
  const at = Date.now() + 10;
  const state = async () => (await find(number, 'відповідь'))?.state;
  await send([fromClient(api.pages.dim, psid, { read: { watermark: at + 500 } })]);
  await send([fromPage(api.pages.dim, psid, { timestamp: at, message: { mid, text: 'відповідь', is_echo: true } })]);
  await send([fromClient(api.pages.dim, psid, { delivery: { mids: [mid], watermark: at + 400 } })]);
  expect(await state()).toBe('read');
  await send([fromClient(api.pages.dim, psid, { delivery: { watermark: at + 900 } })]);
  expect(await state()).toBe('read');
});

test('F39: reactions and edits change the message they are about', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  const mid = newMid();
  await send([textOf(api.pages.dim, psid, 'помилка', { message: { mid, text: 'помилка' } })]);
  const act = (fields: Item) => send([fromClient(api.pages.dim, psid, fields)]);
  await act({ reaction: { mid, action: 'react', emoji: '❤️', reaction: 'love' } });
  await act({ message_edit: { mid, text: 'виправлено вдруге', num_edit: 2 } });
  await act({ message_edit: { mid, text: 'виправлено', num_edit: 1 } });
  expect(await find(number, 'виправлено вдруге')).toMatchObject({
    reaction: '❤️',
    editedAt: expect.any(String) as string,
  });
  await act({ timestamp: Date.now() + 5, reaction: { mid, action: 'unreact' } });
  expect((await find(number, 'виправлено вдруге'))?.reaction).toBeNull();
});

test('F39: a button and coming by a link are shown as what they are', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  await send([
    fromClient(api.pages.dim, psid, { postback: { mid: newMid(), title: 'Каталог', payload: 'CATALOGUE' } }),
    fromClient(api.pages.dim, psid, { referral: { ref: 'весна', source: 'SHORTLINK', type: 'OPEN_THREAD' } }),
  ]);
  expect((await messages(number)).map(({ kind, text }) => `${kind} ${text}`)).toEqual(
    expect.arrayContaining(['postback Каталог', 'referral весна']),
  );
});

test('what a receipt or a reaction says about nobody’s message makes no chat', async () => {
  const psid = newPsid();
  await send([
    fromClient(api.pages.dim, psid, { read: { watermark: Date.now() } }),
    fromClient(api.pages.dim, psid, { reaction: { mid: 'm_no', action: 'react', emoji: '👍' } }),
  ]);
  const { rows } = await api.database.pool.query(
    'select 1 from chat c join client on client.id = c.client_id where psid = $1',
    [psid],
  );
  expect(rows).toEqual([]);
});

test('O1: what waits for messages that never come is bounded, and is forgotten after a week', async () => {
  const psid = newPsid();
  const early = async (where = 'true') =>
    (
      await api.database.pool.query(
        `select 1 from early_event e join client c on c.id = e.client_id where psid = $1 and ${where}`,
        [psid],
      )
    ).rowCount;
  for (let part = 0; part < 3; part += 1)
    await send(
      Array.from({ length: 100 }, () =>
        fromClient(api.pages.dim, psid, { message_edit: { mid: newMid(), text: 'x', num_edit: 1 } }),
      ),
    );
  expect(await early()).toBe(200);
  await api.database.pool.query(`update early_event set created_at = now() - interval '8 days' where id % 2 = 0`);
  await prune(api.database.pool, 30);
  expect(await early()).toBe(100);
  expect(await early(`e.created_at < now() - interval '1 day'`)).toBe(0);
});

test('the same person on two pages is two clients with two chats', async () => {
  const psid = newPsid();
  const [dim, outlet] = [
    await openChat(api, api.pages.dim, 'тут', psid),
    await openChat(api, api.pages.outlet, 'і тут', psid),
  ];
  expect(dim.clientId).not.toBe(outlet.clientId);
});

test('F25: the list is filtered, searched, sorted and cut into pages', async () => {
  const { number } = await openChat(api, api.pages.dim, 'Шукаю люстру «Їжак»');
  const list = async (query: string) =>
    (await olena.get(`/api/chats?${new URLSearchParams(query)}`)).json<List<ChatBody>>();
  expect((await list('q=їжак')).items.map((chat) => chat.number)).toEqual([number]);
  expect((await list(`q=${number}`)).items.map((chat) => chat.number)).toContain(number);
  expect((await list('status=finished')).total).toBe(0);
  const [one, two] = [
    await list('sort=number&order=asc&pageSize=2&page=1'),
    await list('sort=number&order=asc&pageSize=2&page=2'),
  ];
  const numbers = [...one.items, ...two.items].map((chat) => chat.number);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(new Set(numbers).size).toBe(4);
  expect(one).toMatchObject({ page: 1, pageSize: 2, total: two.total });
});
