import { afterAll, beforeAll } from 'vitest';
import type { MessageBody } from '#api/messages/schema.ts';
import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';
import { APP_SECRET, createApi, type TestApi, VERIFY_TOKEN } from '#test/integration/support/api.ts';
import { PASSWORD } from '#test/integration/support/company.ts';
import { ask } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, nobody, type Visitor } from '#test/integration/support/visitor.ts';
import { createWorker, type TestWorker } from '#test/integration/support/worker.ts';
import { insist } from '#test/integration/support/insist.ts';

/** What the client and the operator write; it must be readable in the desk and nowhere else. */
export const SAID = 'Канарка-слово, мій 067 123 45 67, kanarka@poshta.example';
const ANSWERED = 'Відповідь-канарка оператора';
export const NASTY =
  'Рядок\r\n{"level":60,"msg":"forged"}\u001b[31m червоний %s ${x} {{y}} <img src=x onerror=alert(1)>';
export const PRIVATE = [
  'Канарка-слово',
  '671234567',
  '067 123 45 67',
  'kanarka@poshta',
  ANSWERED,
  'forged',
  'Канаренко',
  'onerror',
];
export let api: TestApi;
export let worker: TestWorker;
let messenger: Messenger;
export let olena: Visitor;
export let number: number;
export let clientId: string;
let personalToken: string;
/** A whole conversation with everything that goes wrong on the way. */
async function talk(): Promise<void> {
  const page = api.pages.dim.facebookId;
  messenger.sendMessage({ page, client: 'kanarka', text: SAID });
  messenger.sendMessage({ page, client: 'kanarka', text: NASTY });
  const chat = await until('the chat with its client’s name', async () => {
    const { items } = (await olena.get('/api/chats')).json<{
      items: { number: number; unread: number; client: { id: string; lastName: string } }[];
    }>();
    return items[0]?.client.lastName && items[0].unread === 2 ? items[0] : null;
  });
  [number, clientId] = [chat.number, chat.client.id];
  const path = `/api/chats/${number}/messages`;
  await olena.post(path, { text: ANSWERED });
  await until('it is sent', async () =>
    (await messagesOf()).some(({ text, state }) => text === ANSWERED && /sent|delivered|read/.test(state)),
  );
  messenger.setPage(page, { tokenError: { subcode: 460 } });
  await olena.post(path, { text: `${ANSWERED} ще раз` });
  await until('it is held', async () => (await messagesOf()).some(({ state }) => state === 'held'));
  await insist(() => olena.put(`/api/chats/${number}/status`, { status: 'in_progress' }));
  await nobody(api).post('/api/session', { email: 'olena@demo.example', password: 'Канарка-слово' });
  await ask(`${api.url}/webhooks/messenger`, {
    method: 'POST',
    headers: { 'x-hub-signature-256': 'sha256=0' },
    body: SAID,
  });
  await olena.ask(`${path}\u0025zz`, { method: 'POST', body: `{"text": "${ANSWERED}` });
}
export async function messagesOf(): Promise<MessageBody[]> {
  return (await olena.get(`/api/chats/${number}/messages`)).json<{ items: MessageBody[] }>().items;
}
export const secrets = (): string[] => [
  ...Object.values(api.pages).map(({ accessToken }) => accessToken),
  APP_SECRET,
  VERIFY_TOKEN,
  api.settings.secretKeys.split(':')[1] ?? '',
  PASSWORD,
  personalToken,
  String(olena.headers['cookie']).split('=')[1] ?? '',
];
export const found = (text: string, words: string[]): string[] =>
  words.filter((word) => text.includes(word) || text.includes(Buffer.from(word).toString('base64').slice(0, -4)));

export function setUpSecrets(): void {
  beforeAll(async () => {
    api = await createApi();
    const pages = Object.values(api.pages).map(({ facebookId: id, name, accessToken }) => ({ id, name, accessToken }));
    const clients = [{ id: 'kanarka', firstName: '<b>Марія</b>\r\n', lastName: 'Канаренко${1}', locale: 'uk_UA' }];
    messenger = await createMessenger({
      appSecret: APP_SECRET,
      verifyToken: VERIFY_TOKEN,
      webhookUrl: `${api.url}/webhooks/messenger`,
      pages,
      clients,
    });
    worker = await createWorker(api, messenger.url);
    olena = await logIn(api, 'olena');
    personalToken = (await olena.post('/api/tokens', { name: 'x' })).json<{ token: string }>().token;
    await talk();
  });
  afterAll(async () => {
    await worker.stop();
    await messenger.close();
    await api.stop();
  });
}
