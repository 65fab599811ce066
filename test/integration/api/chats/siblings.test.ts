import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import type { siblingSchema } from '#api/chats/schema.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { type List, openChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { newPsid } from '../../support/webhook.ts';

type Siblings = List<z.infer<typeof siblingSchema>>;

let api: TestApi;
let olena: Visitor;
let numbers: number[];

// Without a worker: what a client's chats are to one another is a matter of the memory alone.
beforeAll(async () => {
  api = await createApi();
  olena = await logIn(api, 'olena');
  const psid = newPsid();
  numbers = [];
  for (const text of ['Торшер блимає', 'А тепер не світить', 'Дякую, вже світить']) {
    const { number } = await openChat(api, api.pages.dim, text, psid);
    numbers.push(number);
    if (numbers.length < 3)
      await api.database.pool.query(`update chat set status = 'finished', finished_at = now() where number = $1`, [
        number,
      ]);
  }
  await openChat(api, api.pages.dim, 'Хтось інший');
});
afterAll(() => api.stop());

async function siblings(number: number | undefined, query = ''): Promise<Siblings> {
  return (await olena.get(`/api/chats/${number}/siblings${query}`)).json<Siblings>();
}
const told = ({ items }: Siblings) => items.map(({ number, begins }) => [number, begins]);

test("§1.2: a chat names its client's earlier ones, the nearest first, and by what words each began", async () => {
  const [first, second, third] = numbers;
  const earlier = await siblings(third);
  expect(earlier.total).toBe(2);
  expect(told(earlier)).toEqual([
    [second, 'А тепер не світить'],
    [first, 'Торшер блимає'],
  ]);
  expect(told(await siblings(third, '?pageSize=1&page=2'))).toEqual([[first, 'Торшер блимає']]);
});

test('§1.2: a finished chat names those that came after it, the nearest first', async () => {
  const [first, second, third] = numbers;
  const later = await siblings(first, '?side=later');
  expect(later.items.map(({ number, status }) => [number, status])).toEqual([
    [second, 'finished'],
    [third, 'new'],
  ]);
  expect(told(await siblings(third, '?side=later'))).toEqual([]);
  expect(told(await siblings(first))).toEqual([]);
});

test('§1.2: who may not see the chat is told of none of them', async () => {
  const stranger = await logIn(api, 'taras');
  const answer = await stranger.get(`/api/chats/${numbers[2]}/siblings`);
  expect([answer.status, codeOf(answer)]).toEqual([404, 'CHAT_NOT_FOUND']);
  expect((await olena.get(`/api/chats/${numbers[2]}/siblings?side=both`)).status).toBe(400);
});

test('§4: what a chat is opened with is in one answer what its three lists say', async () => {
  const third = numbers[2];
  const opening = await olena.get(`/api/chats/${third}/opening?messages=2`);
  const [messages, timeline] = await Promise.all([
    olena.get(`/api/chats/${third}/messages?order=desc&pageSize=2`),
    olena.get(`/api/chats/${third}/timeline?pageSize=100`),
  ]);
  expect(opening.json()).toEqual({
    messages: messages.json(),
    timeline: timeline.json(),
    earlier: await siblings(third, '?pageSize=10'),
  });
  expect(codeOf(await olena.get('/api/chats/999999/opening'))).toBe('CHAT_NOT_FOUND');
  expect(codeOf(await olena.get(`/api/chats/${third}/opening?messages=0`))).toBe('BAD_REQUEST');
});
