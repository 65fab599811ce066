import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageBody } from '#api/messages/schema.ts';
import { type Messenger, createMessenger } from '#test/messenger/messenger.ts';
import { APP_SECRET, createApi, type TestApi, VERIFY_TOKEN } from '../../support/api.ts';
import type { List } from '../../support/chat.ts';
import { startProductWorker } from '../../support/processes/product-worker.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

const STARTING_MS = 3 * 60_000;
let api: TestApi;
let messenger: Messenger;
let worker: ChildProcess;
let olena: Visitor;

beforeAll(async () => {
  api = await createApi();
  const pages = Object.values(api.pages).map(({ facebookId: id, name, accessToken }) => ({ id, name, accessToken }));
  const webhookUrl = `${api.url}/webhooks/messenger`;
  messenger = await createMessenger({
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    webhookUrl,
    pages,
    clients: [],
  });
  worker = await startProductWorker(api, messenger.url);
  olena = await logIn(api, 'olena');
});
afterAll(async () => {
  await end(worker);
  await messenger.close();
  await api.stop();
});

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  process.kill('SIGKILL');
  await once(process, 'exit');
}

const stateOf = async (id: string) => {
  const { rows } = await api.database.pool.query<{ state: string }>(
    'select state from page_reaction where message_id = $1',
    [id],
  );
  return rows[0]?.state;
};

test('B02: the worker is killed while a reaction goes to Meta: in the end Meta and desk have the wish', async () => {
  const page = api.pages.dim.facebookId;
  const client = messenger.createClient({ firstName: 'Марія' });
  const psid = client.psids[page] ?? '';
  messenger.sendMessage({ page, client: client.id, text: 'Добрий день' });
  const all = async () => (await olena.get('/api/chats/1/messages')).json<List<MessageBody>>().items ?? [];
  const { id } = await until('the message', async () => (await all()).find(({ text }) => text === 'Добрий день'));
  // A process of its own takes its time to come up; what it does then is another matter.
  const decided = 'select 1 from chat_input where decided_at is not null';
  await until('the worker at work', async () => (await api.database.pool.query(decided)).rowCount, STARTING_MS);
  const react = (emoji: string) => olena.put(`/api/chats/1/messages/${id}/reaction`, { emoji });
  const atMeta = () => messenger.thread({ page, psid }).messages[0]?.pageReaction;

  messenger.setFaults([{ kind: 'hang', on: 'actions', taken: true, times: 1 }]);
  expect((await react('❤️')).status).toBe(200);
  await until(
    'Meta to have it, and nobody to know',
    async () => atMeta() === '❤️' && (await stateOf(id)) === 'sending',
  );
  expect((await react('👍')).status).toBe(200);
  await end(worker);
  expect([atMeta(), await stateOf(id)]).toEqual(['❤️', 'sending']);
  // As long after it as no call lasts.
  await api.database.pool.query("update page_reaction set sending_at = sending_at - interval '1 hour'");
  worker = await startProductWorker(api, messenger.url);
  await until('the wish', async () => atMeta() === '👍' && (await stateOf(id)) === 'sent');
  const reactions = (await all()).find((message) => message.id === id)?.reactions;
  expect(reactions).toMatchObject([{ by: 'page', emoji: '👍', state: 'sent' }]);
});
