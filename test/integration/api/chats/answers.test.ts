import { expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { EntryBody } from '#api/chats/entry-schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import { type List, readChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { deliver, fromPage, newMid, textOf } from '#test/integration/support/webhook.ts';
import { api, messenger, olena, iryna, psid, number, path, say, setUpAnswers } from './answers-stage.ts';

setUpAnswers();

const messageOf = async (id: string): Promise<MessageBody> => {
  const { items } = (await olena.get(path('/messages?pageSize=100'))).json<List<MessageBody>>();
  const found = items.find((message) => message.id === id);
  if (!found) throw new Error('the message is gone');
  return found;
};

const reaches = (id: string, state: RegExp) =>
  until(`state ${state}`, async () => ((message) => (state.test(message.state) ? message : null))(await messageOf(id)));

const timeline = async () => (await olena.get(path('/timeline'))).json<List<EntryBody>>().items;

const DAY = 24 * 3_600_000;

/** The client writes behind an advertisement; the window that makes. */
async function comeByAd(): Promise<NonNullable<ChatBody['window']>> {
  messenger.sendMessage({ psid, text: 'з реклами', referral: { source: 'ADS', ad_id: '60' } });
  return until('what is possible', async () =>
    ((window) => (window?.possible ? window : null))((await readChat(olena, number)).window),
  );
}

test('F39: an answer is accepted at once, arrives, and whoever answered leads the chat', async () => {
  const accepted = await say('Вітаю!', 'key-1');
  expect(accepted.status).toBe(201);
  expect(accepted.json<MessageBody>()).toMatchObject({
    text: 'Вітаю!',
    state: 'queued',
    direction: 'out',
    via: 'desk',
    key: 'key-1',
    author: { id: api.people.olena.id },
  });
  await reaches(accepted.json<MessageBody>().id, /delivered|read/);
  expect(await readChat(olena, number)).toMatchObject({
    status: 'answered',
    unread: 0,
    waitingSince: null,
    operators: [{ id: api.people.olena.id }],
    window: { reason: 'message' },
  });
  expect((await timeline()).map(({ kind }) => kind)).toEqual(['opened', 'joined', 'status_changed']);
});

test('F39: a double click and a resend are one message', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => say('один раз', 'double')));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    ...Array.from({ length: 7 }, () => 200),
    201,
  ]);
  const ids = answers.map((answer) => answer.json<MessageBody>().id);
  expect(new Set(ids).size).toBe(1);
  await reaches(String(ids[0]), /sent|delivered/);
  expect((await say('один раз', 'double')).json<MessageBody>().id).toBe(ids[0]);
  expect(messenger.sends().filter((send) => JSON.stringify(send).includes('один раз'))).toHaveLength(1);
});

test('F39: the same key of two people is two messages', async () => {
  const [one, other] = [await say('від Олени', 'shared'), await say('від Ірини', 'shared', iryna)];
  expect([one.status, other.status]).toEqual([201, 201]);
});

test.each([
  ['nothing', ''],
  ['blanks', ' \n\t '],
  ['2000 characters', 'я'.repeat(2_000)],
  ['NUL', 'a\u0000b'],
  ['a number', 5],
  ['a list', ['a']],
])('F39: %s is no answer', async (_, text) => {
  const answer = await say(text);
  expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
});

test('F39: half a character is mended, and the longest answer is taken', async () => {
  expect((await say('\ud83d ціна')).json<MessageBody>().text).toBe('\ufffd ціна');
  expect((await say('я'.repeat(1_999))).status).toBe(201);
});

test('F39: after 24 hours of the client’s silence Facebook takes no answer, and so do we', async () => {
  await until('the window is known', async () => (await readChat(olena, number)).window);
  await api.database.pool.query(`update chat set window_until = now() - interval '1 second' where number = $1`, [
    number,
  ]);
  const answer = await say('запізно');
  expect([answer.status, codeOf(answer)]).toEqual([409, 'WINDOW_CLOSED']);
});

test('behind an advertisement an answer goes out for as long as Meta takes it', async () => {
  const { until: certain, possible } = await comeByAd();
  expect(Date.parse(possible?.until ?? '') - Date.parse(certain)).toBe(6 * DAY);
  expect(possible?.reason).toBe('ad');
  messenger.setSwitches({ adWindow: true });
  messenger.setClock(3 * DAY);
  await api.database.pool.query(`update chat set window_until = now() - interval '2 days' where number = $1`, [number]);
  const { id } = (await say('ще можна')).json<MessageBody>();
  await reaches(id, /sent|delivered/);
  messenger.setClock(0);
  messenger.setSwitches({});
});

test('behind an advertisement Meta’s refusal closes the window, and the timeline says so', async () => {
  await comeByAd();
  messenger.setClock(3 * DAY);
  const { id } = (await say('вже ні')).json<MessageBody>();
  expect((await reaches(id, /failed/)).reason?.code).toBe('window_closed');
  messenger.setClock(0);
  const closed = await until('the closing', async () =>
    (await timeline()).find(({ kind }) => kind === 'window_closed'),
  );
  expect(closed.reason).toMatchObject({ code: 'refused' });
  expect((await readChat(olena, number)).window?.possible).toBeNull();
  expect(codeOf(await say('знову'))).toBe('WINDOW_CLOSED');
});

test('B1: another application’s words answer nobody: the chat stays new, and the client waits as before', async () => {
  const before = await until('the first decision', async () =>
    ((chat) => (chat.window ? chat : null))(await readChat(olena, number)),
  );
  const mid = newMid();
  await deliver(api, api.pages.dim, [
    fromPage(api.pages.dim, psid, {
      message: { mid, text: 'Дякуємо! Ми отримали ваше повідомлення.', is_echo: true, app_id: 77 },
    }),
    textOf(api.pages.dim, psid, 'ви тут?'),
  ]);
  const waiting =
    'select 1 from chat_input i join client c on c.id = i.client_id where psid = $1 and decided_at is null';
  await until('both to be decided', async () => (await api.database.pool.query(waiting, [psid])).rowCount === 0);
  const chat = await readChat(olena, number);
  expect(chat.unread).toBe(2);
  expect(chat).toMatchObject({ status: 'new', waitingSince: before.waitingSince });
});

test('F39: a refused answer says why and goes out when it is tried again', async () => {
  messenger.setFaults([{ kind: 'error', psid, code: 100, times: 1 }]);
  const { id } = (await say('спершу ні')).json<MessageBody>();
  const failed = await reaches(id, /failed/);
  expect(failed.reason?.code).toMatch(/bad_message|other/);
  await until('the client waits again', async () =>
    (await readChat(olena, number)).status === 'in_progress' ? true : null,
  );
  messenger.setFaults([]);
  expect((await olena.post(path(`/messages/${id}/attempts`))).status).toBe(202);
  await reaches(id, /sent|delivered/);
  expect(codeOf(await olena.post(path(`/messages/${id}/attempts`)))).toBe('NOT_RETRYABLE');
});
