import { Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { MessageBody } from '#api/messages/schema.ts';
import { chatWorkflowId } from '#workflows/chat/messages.ts';
import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';
import { APP_SECRET, createApi, type TestApi, VERIFY_TOKEN } from '../support/api.ts';
import { readChat } from '../support/chat.ts';
import { PASSWORD } from '../support/company.ts';
import { ask } from '../support/http.ts';
import { until } from '../support/until.ts';
import { logIn, nobody, type Visitor } from '../support/visitor.ts';
import { createWorker, type TestWorker } from '../support/worker.ts';
import { fill, routesOf } from './routes.ts';

/** What the client and the operator write; it must be readable in the desk and nowhere else. */
const SAID = 'Канарка-слово, мій 067 123 45 67, kanarka@poshta.example';
const ANSWERED = 'Відповідь-канарка оператора';
const NASTY = 'Рядок\r\n{"level":60,"msg":"forged"}\u001b[31m червоний %s ${x} {{y}} <img src=x onerror=alert(1)>';
const PRIVATE = [
  'Канарка-слово',
  '671234567',
  '067 123 45 67',
  'kanarka@poshta',
  ANSWERED,
  'forged',
  'Канаренко',
  'onerror',
];

let api: TestApi;
let worker: TestWorker;
let messenger: Messenger;
let olena: Visitor;
let number: number;
let clientId: string;
let personalToken: string;

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

/** A whole conversation with everything that goes wrong on the way. */
async function talk(): Promise<void> {
  const page = api.pages.dim.facebookId;
  messenger.sendMessage({ page, client: 'kanarka', text: SAID });
  messenger.sendMessage({ page, client: 'kanarka', text: NASTY });
  const chat = await until(
    'the chat with its client’s name',
    async () => {
      const { items } = (await olena.get('/api/chats')).json<{
        items: { number: number; client: { id: string; lastName: string } }[];
      }>();
      return items[0]?.client.lastName ? items[0] : null;
    },
    30_000,
  );
  [number, clientId] = [chat.number, chat.client.id];
  const path = `/api/chats/${number}/messages`;
  await olena.post(path, { text: ANSWERED });
  await until(
    'it is sent',
    async () => (await messagesOf()).some(({ text, state }) => text === ANSWERED && /sent|delivered|read/.test(state)),
    20_000,
  );
  messenger.setPage(page, { tokenError: { subcode: 460 } });
  await olena.post(path, { text: `${ANSWERED} ще раз` });
  await until('it is held', async () => (await messagesOf()).some(({ state }) => state === 'held'), 20_000);
  await olena.put(`/api/chats/${number}/status`, { status: 'in_progress' });
  await nobody(api).post('/api/session', { email: 'olena@demo.example', password: 'Канарка-слово' });
  await ask(`${api.url}/webhooks/messenger`, {
    method: 'POST',
    headers: { 'x-hub-signature-256': 'sha256=0' },
    body: SAID,
  });
  await olena.ask(`${path}\u0025zz`, { method: 'POST', body: `{"text": "${ANSWERED}` });
}

async function messagesOf(): Promise<MessageBody[]> {
  return (await olena.get(`/api/chats/${number}/messages`)).json<{ items: MessageBody[] }>().items;
}

const secrets = (): string[] => [
  ...Object.values(api.pages).map(({ accessToken }) => accessToken),
  APP_SECRET,
  VERIFY_TOKEN,
  api.settings.secretKeys.split(':')[1] ?? '',
  PASSWORD,
  personalToken,
  String(olena.headers['cookie']).split('=')[1] ?? '',
];
const found = (text: string, words: string[]): string[] =>
  words.filter((word) => text.includes(word) || text.includes(Buffer.from(word).toString('base64').slice(0, -4)));

test('A8: what stands in a name or a text comes out as it went in, as JSON', async () => {
  expect((await messagesOf()).map(({ text }) => text)).toEqual(expect.arrayContaining([SAID, NASTY]));
  const chat = await readChat(olena, number);
  expect(chat.client).toMatchObject({ firstName: '<b>Марія</b>', lastName: 'Канаренко${1}' });
  const answer = await olena.get(`/api/chats/${number}`);
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
});

test('A22: all that both processes logged holds no secret and nothing anybody wrote', () => {
  for (const { logbook } of [api, worker]) {
    expect(logbook.lines().length).toBeGreaterThan(0);
    expect(found(logbook.text(), [...secrets(), ...PRIVATE])).toEqual([]);
  }
});

test('A22: every line is one event of JSON without control characters', () => {
  for (const line of [...api.logbook.lines(), ...worker.logbook.lines()]) {
    expect(() => JSON.parse(line) as unknown).not.toThrow();
    // oxlint-disable-next-line no-control-regex
    expect(line).not.toMatch(/[\u0000-\u001f]/);
  }
});

test('A22: values with line breaks and colours stay inside their line', () => {
  const before = api.logbook.lines().length;
  api.logbook.log.warn({ error: new Error('a\r\n{"level":60}\u001b[31m'), client: 'x\ny' }, 'm\r\nn');
  expect(api.logbook.lines()).toHaveLength(before + 1);
  // oxlint-disable-next-line no-control-regex
  expect(api.logbook.lines().at(-1)).not.toMatch(/[\u0000-\u001f]/);
});

test('A23: no answer of any route holds a secret', async () => {
  const iryna = await logIn(api, 'iryna');
  for (const route of routesOf(api)) {
    if (route.path === '/api/changes' || route.path === '/api/session') continue;
    const answer = await iryna.ask(fill(route.path, { number }), {
      method: route.method,
      ...(route.method === 'GET' ? {} : { body: '{', headers: { 'content-type': 'application/json' } }),
    });
    expect([route.path, found(answer.text + JSON.stringify(answer.headers), secrets())]).toEqual([route.path, []]);
  }
});

test('A23: an error tells where to look it up and nothing of the inside', async () => {
  const iryna = await logIn(api, 'iryna');
  await api.database.pool.query('alter table employee rename column roles to roles_away');
  const answer = await iryna.get('/api/session');
  await api.database.pool.query('alter table employee rename column roles_away to roles');
  expect(answer.status).toBe(500);
  expect(answer.json()).toEqual({
    error: {
      code: 'INTERNAL',
      message: expect.any(String) as string,
      details: { request: answer.headers['x-request-id'] },
    },
  });
  expect(answer.text).not.toMatch(/roles|column|select|\.ts|node_modules/);
  expect(api.logbook.text()).toContain(String(answer.headers['x-request-id']));
});

test('A23: no table holds a page’s token, a personal token, a session’s cookie as it is used, or a password', async () => {
  const sql = new pg.Client(api.settings.databaseUrl);
  await sql.connect();
  const { rows: tables } = await sql.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  expect(tables.length).toBeGreaterThan(15);
  for (const { name } of tables) {
    const { rows } = await sql.query<{ row: string }>(`select t::text as row from "${name}" t`);
    expect([name, found(rows.map(({ row }) => row).join('\n'), secrets())]).toEqual([name, []]);
  }
  await sql.end();
});

describe('A23: Temporal', () => {
  test('keeps nothing a client wrote, in no history, summary, memo, attribute or failure', async () => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    const { namespace } = api.settings.temporal;
    const execution = { workflowId: chatWorkflowId(clientId) };
    const history = await connection.workflowService.getWorkflowExecutionHistory({ namespace, execution });
    const described = await connection.workflowService.describeWorkflowExecution({ namespace, execution });
    const listed = await connection.workflowService.listWorkflowExecutions({ namespace, query: '' });
    await connection.close();
    expect(history.history?.events?.length).toBeGreaterThan(8);
    const bytes = readable([history, described, listed]);
    expect(bytes).toContain('binary/encrypted');
    expect(found(bytes, [...PRIVATE, ...secrets()])).toEqual([]);
  });

  test('and its UI is told by the codec, for admins alone', async () => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    const { namespace } = api.settings.temporal;
    const { history } = await connection.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution: { workflowId: chatWorkflowId(clientId) },
    });
    await connection.close();
    const [payload] = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    const base64 = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');
    const wire = {
      metadata: Object.fromEntries(
        Object.entries(payload?.metadata ?? {}).map(([name, value]) => [name, base64(value)]),
      ),
      data: base64(payload?.data),
    };
    expect((await olena.post('/api/codec/decode', { payloads: [wire] })).status).toBe(403);
    const decoded = await (await logIn(api, 'iryna')).post('/api/codec/decode', { payloads: [wire] });
    const [plain] = decoded.json<{ payloads: { data: string }[] }>().payloads;
    expect(Buffer.from(plain?.data ?? '', 'base64').toString()).toContain(clientId);
    const changed = { ...wire, data: base64(Buffer.from(wire.data, 'base64').fill(0, 30, 31)) };
    expect((await (await logIn(api, 'iryna')).post('/api/codec/decode', { payloads: [changed] })).status).toBe(422);
  });
});

/** All strings and bytes in a protobuf answer, bytes as text too. */
function readable(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${readable(inner)}`)
    .join('\n');
}
