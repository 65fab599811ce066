import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { openChat, readChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { createWorker, type TestWorker } from '#test/integration/support/worker.ts';
import { insist } from '#test/integration/support/insist.ts';

/** Of the last of many who ask at once. */
const IN_LINE_MS = 4 * 60_000;
let api: TestApi;
let messenger: Messenger;
let worker: TestWorker;
let iryna: Visitor;

beforeAll(async () => {
  api = await createApi();
  messenger = await createMessenger();
  worker = await createWorker(api, messenger.url);
  iryna = await logIn(api, 'iryna');
});
afterAll(async () => {
  await worker?.stop();
  await messenger?.close();
  await api?.stop();
});

/** A chat of which everything is decided. */
async function settled(): Promise<Awaited<ReturnType<typeof openChat>>> {
  const chat = await openChat(api, api.pages.dim);
  await untilDecided(chat.clientId);
  return chat;
}

const untilDecided = (clientId: string) =>
  until(
    'everything is decided',
    async () =>
      (
        await api.database.pool.query('select 1 from chat_input where client_id = $1 and decided_at is null', [
          clientId,
        ])
      ).rowCount === 0,
  );

test('I1b: an operator answers and leaves at once: the request is judged after the answer, every time', async () => {
  const chats = await Promise.all(Array.from({ length: 30 }, settled));
  for (const [n, chat] of chats.entries()) {
    const said = await iryna.post(`/api/chats/${chat.number}/messages`, { text: 'вітаю' });
    const left = await insist(() => iryna.delete(`/api/chats/${chat.number}/operators/me`), 'NOT_AN_OPERATOR');
    expect([n, said.status, left.status, left.text.slice(0, 100)]).toMatchObject([n, 201, 200, expect.any(String)]);
  }
});

test('I1b: an answer and the end of the chat at once: the answer goes out, and the chat is finished', async () => {
  const chat = await settled();
  const said = await iryna.post(`/api/chats/${chat.number}/messages`, { text: 'до побачення' });
  const finish = () => iryna.put(`/api/chats/${chat.number}/status`, { status: 'finished' });
  const ended = await insist(finish, 'CHAT_FINISHED');
  expect([said.status, ended.status]).toEqual([201, 200]);
  const { rows } = await api.database.pool.query('select decided from message where id = $1', [
    said.json<{ id: string }>().id,
  ]);
  expect(rows).toEqual([{ decided: true }]);
});

test('I15: twenty-five requests at one chat at once are all answered, and none by a fault of ours', async () => {
  const chat = await settled();
  const ask = (n: number) => iryna.put(`/api/chats/${chat.number}/operators/${n % 2 ? api.people.olena.id : 'me'}`);
  const answers = await Promise.all(Array.from({ length: 25 }, (_, n) => insist(() => ask(n), undefined, IN_LINE_MS)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
});

test('I2: what was answered with "nothing was changed" is not changed afterwards', async () => {
  const chats = await Promise.all(Array.from({ length: 5 }, settled));
  await worker.stop();
  const ask = ({ number }: (typeof chats)[number]) =>
    Promise.all([
      iryna.put(`/api/chats/${number}/status`, { status: 'finished' }),
      iryna.put(`/api/chats/${number}/operators/me`),
    ]);
  // A machine that is too busy to find out says something else: then another chat is asked.
  const chat = await until('a chat of which nothing was changed', async () => {
    const one = chats.pop();
    if (!one) throw new Error('of none it was found out');
    const answers = await ask(one);
    return answers.every((answer) => answer.status === 503 && codeOf(answer) === 'ENGINE_UNAVAILABLE') ? one : null;
  });
  worker = await createWorker(api, messenger.url);
  // What is asked now is judged after whatever the engine still had in hand.
  await insist(() => iryna.put(`/api/chats/${chat.number}/status`, { status: 'in_progress' }));
  expect(await readChat(iryna, chat.number)).toMatchObject({ status: 'in_progress', operators: [] });
});

test('I2: what was granted and could not be kept in time is said to be under way, and shown when done', async () => {
  const chat = await settled();
  // Saving a decision takes the client's row; nothing else of this request does.
  const holder = await api.database.pool.connect();
  await holder.query('begin');
  await holder.query('select 1 from client where id = $1 for update', [chat.clientId]);
  const asked = await until('an answer to it', async () => {
    const answer = await iryna.put(`/api/chats/${chat.number}/status`, { status: 'in_progress' });
    // A machine that is too busy to grant it in time says that nothing was changed: then it is asked again.
    return codeOf(answer) === 'ENGINE_UNAVAILABLE' ? null : answer;
  });
  await holder.query('rollback');
  holder.release();
  expect([asked.status, codeOf(asked)]).toEqual([503, expect.stringMatching(/MAY_STILL_HAPPEN|TAKES_TOO_LONG/)]);
  await until('it is done after all', async () => (await readChat(iryna, chat.number)).status === 'in_progress');
});
