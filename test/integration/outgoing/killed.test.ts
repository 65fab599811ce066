import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyHostOr } from '#activities/files/hosts.ts';
import { createReceiver, type Receiver } from '#test/hooks/receiver.ts';
import { killProcess, startWorkerProcess } from '#test/integration/api/bulk/worker-process.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { openChat } from '#test/integration/support/chat.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { deliver, textOf } from '#test/integration/support/webhook.ts';

let api: TestApi;
let receiver: Receiver;
let worker: ReturnType<typeof startWorkerProcess>;

beforeAll(async () => {
  receiver = await createReceiver();
  api = await createApi({ crmHosts: anyHostOr(receiver.origin) });
  worker = startWorkerProcess(api, 'http://127.0.0.1:9');
});
afterAll(async () => {
  await killProcess(worker);
  await Promise.all([receiver?.close(), api?.stop()]);
});

const hurry = () => api.database.pool.query(`update webhook_delivery set next_at = now() where state = 'waiting'`);

/** What was said, as it stands in the chats. */
async function messages(): Promise<{ id: string; chatId: string }[]> {
  const { rows } = await api.database.pool.query<{ id: string; chatId: string }>(
    `select id, chat_id as "chatId" from message where direction = 'in' order by seq`,
  );
  return rows;
}

/** Each once, as it came first, by its chat. */
function toldFirst(): Map<string, unknown[]> {
  const told = new Map<string, unknown[]>();
  for (const { data } of receiver.received) {
    const of = told.get(data.chat?.id ?? '') ?? [];
    if (!of.includes(data['messageId'])) of.push(data['messageId']);
    told.set(data.chat?.id ?? '', of);
  }
  return told;
}

test('a worker that is killed between telling and noting loses nothing, and of a chat nothing overtakes', async () => {
  const iryna = await logIn(api, 'iryna');
  const content = { name: 'Склад', url: receiver.url, kinds: ['message.received'] };
  receiver.knows((await iryna.post('/api/webhooks', content)).json<{ secret: string }>().secret);
  // It takes what comes, and the connection ends before anybody hears of that.
  receiver.is('cuts');
  const { dim } = api.pages;
  const chats = await Promise.all(Array.from({ length: 5 }, () => openChat(api, dim)));
  for (let n = 0; n < 4; n += 1)
    for (const { psid } of chats) await deliver(api, dim, [textOf(dim, psid, `слово ${n}`)]);
  for (const many of [2, 6]) {
    await until(`${many} came`, async () => receiver.received.length >= many);
    await killProcess(worker);
    worker = startWorkerProcess(api, 'http://127.0.0.1:9');
    await hurry();
  }
  receiver.is('well');
  const said = await messages();
  await until('each is told', async () => {
    await hurry();
    return [...toldFirst().values()].flat().length === said.length;
  });
  const expected = Map.groupBy(said, ({ chatId }) => chatId);
  for (const [chatId, of] of expected) expect(toldFirst().get(chatId)).toEqual(of.map(({ id }) => id));
  const ids = new Set(receiver.received.map(({ id }) => id));
  expect([ids.size, receiver.unsigned]).toEqual([said.length, []]);
});
