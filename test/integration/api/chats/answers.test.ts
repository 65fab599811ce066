import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { EntryBody } from '#api/chats/entry-schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import type { Messenger } from '#test/messenger/messenger.ts';
import type { TestApi } from '../../support/api.ts';
import { type List, readChat } from '../../support/chat.ts';
import { addEmployee } from '../../support/company.ts';
import { codeOf } from '../../support/http.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { deliver, fromPage, newMid, newPsid, textOf } from '../../support/webhook.ts';
import { openWhole, type Whole } from '../../support/whole.ts';

let whole: Whole;
let api: TestApi;
let messenger: Messenger;
let olena: Visitor;
let iryna: Visitor;
let number: number;
let psid: string;

beforeAll(async () => {
  whole = await openWhole();
  ({ api, messenger } = whole);
  [olena, iryna] = [await logIn(api, 'olena'), await logIn(api, 'iryna')];
});
afterAll(() => whole?.close());
beforeEach(async () => {
  const client = messenger.createClient({ firstName: 'Марія' });
  psid = client.psids[api.pages.dim.facebookId] ?? '';
  messenger.sendMessage({ page: api.pages.dim.facebookId, client: client.id, text: 'Добрий день' });
  number = await until('the chat', async () => (await findChat())?.number);
});

async function findChat(): Promise<{ number: number } | undefined> {
  const { rows } = await api.database.pool.query<{ number: number }>(
    `select number from chat c join client on client.id = c.client_id where psid = $1 and status <> 'finished'`,
    [psid],
  );
  return rows[0];
}
const path = (rest = '') => `/api/chats/${number}${rest}`;
const say = (text: unknown, key?: string, who = olena) =>
  who.post(path('/messages'), { text }, key ? { 'idempotency-key': key } : {});
const messageOf = async (id: string): Promise<MessageBody> => {
  const { items } = (await olena.get(path('/messages?pageSize=100'))).json<List<MessageBody>>();
  const found = items.find((message) => message.id === id);
  if (!found) throw new Error('the message is gone');
  return found;
};
const reaches = (id: string, state: RegExp) =>
  until(
    `state ${state}`,
    async () => ((message) => (state.test(message.state) ? message : null))(await messageOf(id)),
    20_000,
  );
const timeline = async () => (await olena.get(path('/timeline'))).json<List<EntryBody>>().items;

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
  ['nothing at all', undefined],
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

const DAY = 24 * 3_600_000;
/** The client writes behind an advertisement; the window that makes. */
async function comeByAd(): Promise<NonNullable<ChatBody['window']>> {
  messenger.sendMessage({ psid, text: 'з реклами', referral: { source: 'ADS', ad_id: '60' } });
  return until('what is possible', async () =>
    ((window) => (window?.possible ? window : null))((await readChat(olena, number)).window),
  );
}

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
  const chat = await until('the second word', async () =>
    ((seen) => (seen.unread === 2 ? seen : null))(await readChat(olena, number)),
  );
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

test('F32 F37: in progress, then finished, and who finished it is told to the late', async () => {
  expect((await olena.put(path('/status'), { status: 'in_progress' })).json<ChatBody>().status).toBe('in_progress');
  const done = await olena.put(path('/status'), { status: 'finished' });
  expect(done.json<ChatBody>()).toMatchObject({
    status: 'finished',
    finishedAt: expect.any(String) as string,
    deadlines: [],
  });
  for (const late of [
    await iryna.put(path('/status'), { status: 'in_progress' }),
    await iryna.put(path('/operators/me')),
    await iryna.delete(path('/operators/me')),
  ]) {
    expect([late.status, codeOf(late)]).toEqual([409, 'CHAT_FINISHED']);
    expect(late.json<{ error: { details: unknown } }>().error.details).toEqual({
      by: { id: api.people.olena.id, name: api.people.olena.name },
    });
  }
  expect(codeOf(await say('після кінця'))).toBe('CHAT_FINISHED');
});

test('F37: what a client writes after the end begins a new chat', async () => {
  await olena.put(path('/status'), { status: 'finished' });
  await deliver(api, api.pages.dim, [textOf(api.pages.dim, psid, 'і ще одне')]);
  const next = await until('the next chat', findChat);
  expect(next.number).toBeGreaterThan(number);
  expect(await readChat(olena, next.number)).toMatchObject({ status: 'new', unread: 1, operators: [] });
});

test('F36 F38: a colleague is added, leaves, and is not taken out twice', async () => {
  const added = await olena.put(path(`/operators/${api.people.iryna.id}`));
  expect(added.json<ChatBody>().operators).toEqual([{ id: api.people.iryna.id, name: api.people.iryna.name }]);
  expect((await iryna.delete(path('/operators/me'))).json<ChatBody>().operators).toEqual([]);
  expect(codeOf(await iryna.delete(path('/operators/me')))).toBe('NOT_AN_OPERATOR');
});

test('F36: who has no access to the page, or only reads, cannot be added', async () => {
  const { items } = (await olena.get(path('/colleagues'))).json<List<{ id: string }>>();
  expect(items.map(({ id }) => id)).not.toContain(api.people.taras.id);
  for (const id of [api.people.taras.id, api.people.dmytro.id, 'nobody'])
    expect(codeOf(await olena.put(path(`/operators/${id}`)))).toBe('UNKNOWN_EMPLOYEE');
});

test('X36: of two who take a chat at once one gets it, and the other is told who', async () => {
  const petro = await addEmployee(api.database.pool, {
    name: 'Петро',
    email: `${newPsid()}@demo.example`,
    roles: ['operator'],
    pageIds: [api.pages.dim.id],
  });
  const who = await logIn(api, petro);
  const answers = await Promise.all([olena, who].map((one) => one.put(path('/operators/me?onlyIfNobody=true'))));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const winner = (await readChat(olena, number)).operators[0];
  const loser = answers.find(({ status }) => status === 409);
  expect(loser?.json()).toMatchObject({ error: { code: 'ALREADY_TAKEN', details: { by: winner } } });
});

test('unread falls to nought when an operator of the chat has seen it, and not for others', async () => {
  await olena.put(path('/operators/me'));
  await deliver(api, api.pages.dim, [textOf(api.pages.dim, psid, 'ви тут?')]);
  const before = (await readChat(olena, number)).unread;
  expect(before).toBeGreaterThan(0);
  expect((await iryna.put(path('/seen'))).status).toBe(204);
  expect((await readChat(olena, number)).unread).toBe(before);
  expect((await olena.put(path('/seen'))).status).toBe(204);
  expect((await readChat(olena, number)).unread).toBe(0);
});

test('every change of a chat has a higher version', async () => {
  const versions = [(await readChat(olena, number)).version];
  await say('раз');
  versions.push((await readChat(olena, number)).version);
  versions.push((await olena.put(path('/status'), { status: 'in_progress' })).json<ChatBody>().version);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  expect(new Set(versions).size).toBe(3);
});
