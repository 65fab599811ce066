import { expect, test } from 'vitest';
import type { MessageBody } from '#api/messages/schema.ts';
import type { List } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import type { Visitor } from '#test/integration/support/visitor.ts';
import { deliver, fromPage, newMid } from '#test/integration/support/webhook.ts';
import { api, iryna, olena, path, psid, say, setUpAnswers } from './answers-stage.ts';

setUpAnswers();

const answer = (who: Visitor, text: string, seen?: string | null, key = text) =>
  who.post(
    path('/messages'),
    { text, ...(seen === undefined ? {} : { seen }) },
    { 'idempotency-key': encodeURIComponent(key) },
  );
const texts = async () =>
  (await olena.get(path('/messages?pageSize=100'))).json<List<MessageBody>>().items.map(({ text }) => text);
const lastId = async () =>
  String((await olena.get(path('/messages?pageSize=100'))).json<List<MessageBody>>().items.at(-1)?.id);

test('§1.13: an answer that crosses a colleague’s is held, and goes out when its writer knows of it', async () => {
  const seen = await lastId();
  const first = await answer(iryna, 'Так, є', seen);
  expect(first.status).toBe(201);
  const held = await answer(olena, 'Є!', seen);
  expect(held.status).toBe(409);
  const { error } = held.json<{ error: { code: string; details: { message: string; by: { name: string } } } }>();
  expect(error).toMatchObject({ code: 'ANSWERED_MEANWHILE', details: { by: { id: api.people.iryna.id } } });
  expect(error.details.message).toBe(first.json<MessageBody>().id);
  expect(await texts()).not.toContain('Є!');

  const again = await answer(iryna, 'І ще одне', error.details.message);
  expect(again.status).toBe(201);
  expect(codeOf(await answer(olena, 'Є!', error.details.message))).toBe('ANSWERED_MEANWHILE');
  expect((await answer(olena, 'Є!', again.json<MessageBody>().id)).status).toBe(201);
  // The same message once more is the same message, whoever answered since.
  expect((await answer(olena, 'Є!', seen)).status).toBe(200);
});

test('§1.13: of two answers in one moment one is held, however often it happens', async () => {
  for (let n = 0; n < 8; n += 1) {
    const seen = await lastId();
    const both = await Promise.all([answer(olena, `перша ${n}`, seen), answer(iryna, `друга ${n}`, seen)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  }
});

test('§1.13: nobody crosses their own answers, and who does not say what they saw is not held', async () => {
  const seen = await lastId();
  expect((await answer(olena, 'раз', seen)).status).toBe(201);
  expect((await answer(olena, 'два', seen)).status).toBe(201);
  expect((await say('без слова', 'plain', iryna)).status).toBe(201);
  expect(codeOf(await answer(olena, 'три', null))).toBe('ANSWERED_MEANWHILE');
});

test('§1.13: an answer in Meta’s own inbox crosses one, too', async () => {
  const seen = await lastId();
  const message = { mid: newMid(), text: 'з телефону', is_echo: true, app_id: 26390203743090 };
  await deliver(api, api.pages.dim, [fromPage(api.pages.dim, psid, { message })]);
  await until('the answer', async () => (await texts()).includes('з телефону'));
  const held = await answer(olena, 'зі столу', seen);
  expect(held.json<object>()).toMatchObject({ error: { code: 'ANSWERED_MEANWHILE', details: { by: null } } });
});
