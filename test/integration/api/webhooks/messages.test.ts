import { expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import { APP_SECRET } from '../../support/api.ts';
import { type List, openChat, readChat } from '../../support/chat.ts';
import { until } from '../../support/until.ts';
import { deliveryOf, fromClient, type Item, newPsid, postSigned, textOf } from '../../support/webhook.ts';
import { api, olena, send, messages, setUpWebhooks } from './webhooks-stage.ts';

setUpWebhooks();

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
  expect((await send(items)).status).toBe(200);
  const counted = () =>
    api.database.pool.query<{ kept: number; parked: number; unread: number }>(
      `select (select count(*)::int from message where text like 'пачка %') as kept,
         (select count(*)::int from delivery) as unread,
         (select count(*)::int from inbound_event where parked
            and (raw like '%hologram%' or raw like '%без mid%')) as parked`,
    );
  await until('the whole delivery', async () => (await counted()).rows[0]?.unread === 0);
  expect((await counted()).rows[0]).toEqual({ kept: 998, parked: 2, unread: 0 });
});

test('X23: while the app secret is being replaced, both are good', async () => {
  const body = JSON.stringify(deliveryOf(api.pages.dim, []));
  for (const secret of ['the next secret', APP_SECRET]) expect((await postSigned(api, body, secret)).status).toBe(200);
  expect((await postSigned(api, body, 'the one before')).status).toBe(403);
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
