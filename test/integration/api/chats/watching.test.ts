import { randomBytes } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { EntryBody } from '#api/chats/entry-schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import { readStanding } from '#db/epoch/standing.ts';
import { claimMessages } from '#db/outbox/claim.ts';
import { createKeyring } from '#platform/keyring.ts';
import { openTemporal } from '#platform/temporal.ts';
import { leaveWitness, readWitness } from '#platform/witness.ts';
import type { Messenger } from '#test/messenger/messenger.ts';
import { CHAT_TASK_QUEUE, chatWorkflowId } from '#workflows/chat/messages.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { type List, readChat } from '../../support/chat.ts';
import { openDoor } from '../../support/engine-door.ts';
import { createNamespace } from '../../support/namespace.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { openWhole, type Whole } from '../../support/whole.ts';

let whole: Whole;
let api: TestApi;
let messenger: Messenger;
let engine: Client;
let olena: Visitor;

beforeAll(async () => {
  whole = await openWhole();
  ({ api, messenger } = whole);
  engine = openTemporal(api.settings.temporal, api.keyring);
  olena = await logIn(api, 'olena');
});
afterAll(async () => {
  await engine?.connection.close();
  await whole?.close();
});

const ARRIVED = new Set<string>(['sent', 'delivered', 'read']);
const query = async (sql: string, ...values: unknown[]) => (await api.database.pool.query(sql, values)).rows;
const fact = async (name: string) => (await query('select value from installation where name = $1', name))[0]?.value;

/** A client of the page, who writes; the chat has decided about it. */
async function writes() {
  const client = messenger.createClient({ firstName: 'Марія' });
  const psid = client.psids[api.pages.dim.facebookId] ?? '';
  messenger.sendMessage({ page: api.pages.dim.facebookId, client: client.id, text: 'Добрий день' });
  const find = `select c.id, c.number, client_id as "clientId" from chat c join client on client.id = c.client_id
    where psid = $1 and state is not null`;
  const chat = await until('the chat', async () => (await query(find, psid))[0]);
  const more = (text: string) => messenger.sendMessage({ page: api.pages.dim.facebookId, client: client.id, text });
  return { ...(chat as { id: string; number: number; clientId: string }), psid, more };
}

const runs = (clientId: string) =>
  engine.workflow
    .getHandle(chatWorkflowId(clientId))
    .describe()
    .then(({ status }) => status.name === 'RUNNING');
const terminate = (clientId: string) => engine.workflow.getHandle(chatWorkflowId(clientId)).terminate('by hand');
const recoveries = async (number: number) =>
  (await olena.get(`/api/chats/${number}/timeline?pageSize=100`))
    .json<List<EntryBody>>()
    .items.filter(({ kind }) => kind === 'recovered')
    .map(({ reason }) => reason?.code);
const answers = async (number: number) =>
  (await olena.get(`/api/chats/${number}/messages?pageSize=100`))
    .json<List<MessageBody>>()
    .items.filter(({ direction }) => direction === 'out')
    .map(({ text, state }) => [text, state]);

test('I10b: over the API: a chat whose workflow was terminated by hand can be finished at once', async () => {
  const chat = await writes();
  await terminate(chat.clientId);
  expect((await olena.put(`/api/chats/${chat.number}/status`, { status: 'finished' })).status).toBe(200);
  expect((await readChat(olena, chat.number)).status).toBe('finished');
});

test('I10c: what was asked of a terminated chat that is finished already starts no workflow', async () => {
  const chat = await writes();
  expect((await olena.put(`/api/chats/${chat.number}/status`, { status: 'finished' })).status).toBe(200);
  expect((await olena.put(`/api/chats/${chat.number}/operators/me`)).status).toBe(409);
  expect(await runs(chat.clientId)).toBe(false);
});

test('I10d: a chat whose workflow was terminated by hand, and of whom nobody asks anything, gets one again by itself', async () => {
  const chat = await writes();
  await terminate(chat.clientId);
  await until('its workflow', () => runs(chat.clientId), 20_000);
  await until('its timeline', async () => (await recoveries(chat.number)).length === 1);
  expect(await recoveries(chat.number)).toEqual(['engine_forgot']);
  expect(await query(`select reason from trouble where kind = 'chat_without_workflow' and ref = $1`, chat.id)).toEqual([
    { reason: 'started' },
  ]);
});

test('X33: a database that is behind the engine begins an epoch; what it calls unsent is looked up before it is sent', async () => {
  const chat = await writes();
  const key = () => ({ 'idempotency-key': crypto.randomUUID() });
  const sent = await olena.post(`/api/chats/${chat.number}/messages`, { text: 'вже надіслано' }, key());
  await until('the answer', async () => (await answers(chat.number)).some(([, state]) => state === 'delivered'));
  const before = ((await fact('epoch')) as { number: number } | undefined)?.number ?? 0;
  await until('a beat', async () => (await fact('beat')) > 1);
  // As in a copy made before it left, and put back into the same server.
  const { id } = sent.json<MessageBody>();
  await api.database.pool.query(
    `with older as (update message
       set state = 'queued', mid = null, sent_at = null, next_try_at = now() + interval '1 minute' where id = $1)
     update installation set value = '1' where name = 'beat'`,
    [id],
  );
  await until('the epoch', async () => ((await fact('epoch')) as { number: number })?.number === before + 1);
  await until(
    'the answer',
    async () => (await answers(chat.number)).some(([, state]) => ARRIVED.has(state ?? '')),
    20_000,
  );
  expect(messenger.sends().filter(({ text, accepted }) => accepted && text === 'вже надіслано')).toHaveLength(1);
  expect(await query(`select reason from trouble where kind = 'database_restored' and ended_at is null`)).toHaveLength(
    1,
  );
  expect(await recoveries(chat.number)).toEqual([]);
});

test('X33: what an older copy of the database calls unsent and Facebook does not know goes out', async () => {
  const chat = await writes();
  const before = ((await fact('epoch')) as { number: number }).number;
  await query(
    `insert into message (chat_id, client_id, page_id, direction, via, text, state, at, decided, sending_at)
     select id, client_id, page_id, 'out', 'desk', 'ще не надіслано', 'sending', now(), true, now() from chat
        where id = $1`,
    chat.id,
  );
  await query(`update installation set value = '1' where name = 'beat'`);
  await until('the epoch', async () => ((await fact('epoch')) as { number: number })?.number === before + 1);
  await until(
    'the answer',
    async () => (await answers(chat.number)).some(([, state]) => state === 'delivered'),
    20_000,
  );
  expect(messenger.sends().filter(({ text, accepted }) => accepted && text === 'ще не надіслано')).toHaveLength(1);
});

test('X33: an engine that is behind the database begins an epoch, and each chat says so, once', async () => {
  const chat = await writes();
  const before = ((await fact('epoch')) as { number: number }).number;
  await query(
    `update installation set value = to_jsonb((value #>> '{}')::int + 10) where name in ('beat', 'beat_after')`,
  );
  await until('the epoch', async () => ((await fact('epoch')) as { number: number })?.number === before + 1);
  await until('everybody', async () => (await fact('epoch_told')) === before + 1);
  expect((await fact('epoch')) as object).toEqual({ number: before + 1, reason: 'engine_restored' });
  expect((await olena.put(`/api/chats/${chat.number}/operators/me`)).status).toBe(200);
  expect(await recoveries(chat.number)).toEqual(['engine_restored']);
});

test('X33: an engine that is behind is found out although a count that was under way reached it afterwards', async () => {
  const chat = await writes();
  const before = ((await fact('epoch')) as { number: number }).number;
  const { installation } = await readStanding(api.database.pool);
  const number = async () => ((await fact('epoch')) as { number: number }).number;
  const beat = async () => (await fact('beat')) as number;
  await until('two counts', async () => {
    const { before: older } = await readWitness(engine, installation);
    return older !== null;
  });
  await until('the epoch', async () => {
    // Old data with our newest count in one of its places; between reading and writing we may have counted on.
    const witness = await readWitness(engine, installation);
    const newest = await beat();
    const other = witness.place === '' ? '.2' : '';
    await leaveWitness(engine, installation, { place: other, epoch: before, beat: newest - 20 });
    await leaveWitness(engine, installation, { place: witness.place, epoch: before, beat: newest });
    await until('a count', async () => (await beat()) > newest);
    return (await number()) > before;
  });
  await until('everybody', async () => (await fact('epoch_told')) === (await number()));
  expect(((await fact('epoch')) as { reason: string }).reason).toBe('engine_restored');
  expect((await olena.put(`/api/chats/${chat.number}/operators/me`)).status).toBe(200);
});

test('X33: a database that was started anew, or put back, sends nothing before it was compared with the engine', async () => {
  const life = await fact('life');
  await query(`update installation set value = '"another life"' where name = 'life'`);
  expect(await claimMessages(api.database.pool, 10)).toEqual([]);
  await until('the comparison', async () => (await fact('life')) === life);
});

const present = async (kind: string, ref: string) =>
  (await query('select 1 from trouble where kind = $1 and ref = $2 and ended_at is null', kind, ref)).length === 1;

// Side by side: both wait for what the engine and the watchers do in their own time.
test.concurrent('Y20: a workflow that cannot go on, and what it holds back, are shown until it can', async () => {
  const chat = await writes();
  const stranger = openTemporal(api.settings.temporal, createKeyring(`other:${randomBytes(32).toString('base64')}`));
  // Nobody here can read how it begins.
  await stranger.workflow.start('chatWorkflow', {
    workflowId: chatWorkflowId(chat.clientId),
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    taskQueue: CHAT_TASK_QUEUE,
    args: [{ clientId: chat.clientId, pageId: api.pages.dim.id }],
  });
  await stranger.connection.close();
  chat.more('Ви ще тут?');
  const held = 'update chat_input set created_at = $2 where client_id = $1 and decided_at is null returning id';
  await until('what it holds back', async () => (await query(held, chat.clientId, new Date(Date.now() - 660_000)))[0]);
  await until('the news of what is held back', () => present('input_undecided', chat.id), 20_000);
  await until('the news of the workflow', () => present('workflow_failing', chat.id), 40_000);
  await terminate(chat.clientId);
  const isOver = async (kind: string) => !(await present(kind, chat.id));
  await until('the end of what was held back', () => isOver('input_undecided'), 30_000);
  await until('the end of the failures', () => isOver('workflow_failing'), 30_000);
  expect((await readChat(olena, chat.number)).unread).toBe(2);
}, 120_000);

test.concurrent('Y20: an engine that is connected and fails each call is missing, and told of until it works', async () => {
  const door = await openDoor(inject('temporalAddress'));
  const other = await createApi({ temporal: { address: door.address, namespace: await createNamespace() } });
  const health = async () => (await fetch(`${other.url}/health/ready`)).json();
  const isTold = async () =>
    (await other.database.pool.query(`select 1 from trouble where kind = 'engine_away' and ended_at is null`)).rowCount;
  try {
    await until('a healthy engine', async () => (await health()).degraded === false);
    door.isBroken = true;
    await until('that it is missing', async () => (await health()).degraded, 20_000);
    expect(await health()).toEqual({ ready: true, degraded: true, missing: ['temporal'] });
    await until('that it is told', isTold, 40_000);
    door.isBroken = false;
    await until('a healthy engine', async () => (await health()).degraded === false, 30_000);
    await until('that it is over', async () => (await isTold()) === 0, 20_000);
  } finally {
    await other.stop();
    await door.close();
  }
}, 120_000);
