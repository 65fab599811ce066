import { tmpdir } from 'node:os';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createGraph } from '#activities/messenger/graph.ts';
import { type RunningWorker, runWorker } from '#activities/workers/run-worker.ts';
import { EngineHealth } from '#platform/engine-health.ts';
import { eraseClientKey } from '#api/engine/erase.ts';
import { relayPass } from '#activities/relay/relay.ts';
import { keyStore } from '#db/keys/store.ts';
import { Notifier } from '#db/notify/notifier.ts';
import { EncryptionCodec } from '#platform/codec.ts';
import { createKeyring } from '#platform/keyring.ts';
import { createLogger } from '#platform/log.ts';
import { watchKeys } from '#platform/watch-keys.ts';
import { codecOfBefore, keyNamed } from '#test/ground/before.ts';
import { groundBundle } from '#test/ground/bundle.ts';
import { keysIn } from '#test/ground/keys.ts';
import { entriesOf, payloadsOf } from '#test/integration/support/payloads.ts';
import { eventually, newPsid, openStage, type Stage } from './stage.ts';

const [k1, k2] = [keyNamed('k1'), keyNamed('k2')];
const [maria, petro, ivan] = [newPsid(), newPsid(), newPsid()];
const log = createLogger('test', 'silent');
const ids: Record<string, string> = {};
let stage: Stage;
let worker: RunningWorker;

beforeAll(async () => {
  stage = await openStage({ keys: k1 });
  worker = await stage.startWorker();
  for (const psid of [maria, petro]) await says(psid, 'Добрий день');
});
afterAll(() => stage?.close());

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
/** The client says something, and their chat has decided about it. */
async function says(psid: string, text: string): Promise<void> {
  ids[psid] = await stage.wrote(psid, text);
  await stage.relay();
  await decided(psid);
}
const decided = (psid: string) =>
  eventually(async () => {
    const waiting = 'select 1 from chat_input where client_id = $1 and decided_at is null';
    return (await query(waiting, ids[psid])).length === 0;
  });
const history = (psid: string) => payloadsOf(stage.temporal, ids[psid] ?? '');
const keysOf = async (psid: string) => entriesOf(await history(psid), 'encryption-key-id');
/** As a process that has just started reads a history: nothing is remembered. */
const readWith = async (keys: string, psid: string) =>
  new EncryptionCodec(keysIn(stage.database.pool, createKeyring(keys))).decode(await history(psid));
/** This process hears of what it ends, as every other does. */
async function erase(psid: string) {
  const { pool } = stage.database;
  const watch = watchKeys(stage.dataKeys, keyStore(pool), log);
  const notifier = new Notifier(pool, () => void watch.pass(() => undefined));
  return eraseClientKey({ pool, temporal: stage.temporal, notifier }, ids[psid] ?? '');
}
const workerWith = async (keys: string) =>
  runWorker({
    database: stage.database,
    databaseUrl: stage.databaseUrl,
    temporal: { address: inject('temporalAddress'), namespace: stage.temporal.options.namespace },
    keyring: createKeyring(keys),
    graph: createGraph(stage.messenger.url, ''),
    bundle: await groundBundle(),
    dataDir: tmpdir(),
    log,
  });

test('each client’s history is encrypted with a key of their own, and says where each payload belongs', async () => {
  const place = `chat/${ids[maria]}`;
  // Its profile is asked for once the first word is decided.
  await expect
    .poll(async () => entriesOf(await history(maria), 'encryption-place'))
    .toEqual([`activity ${place}`, `workflow ${place}`]);
  expect(entriesOf(await history(maria), 'encryption-envelope')).toEqual(['2']);
  expect([await keysOf(maria), await keysOf(petro)].map(({ length }) => length)).toEqual([1, 1]);
  expect(await keysOf(maria)).not.toEqual(await keysOf(petro));
  await expect(readWith(k1, maria)).resolves.toBeDefined();
  await expect(readWith(k1, petro)).resolves.toBeDefined();
});

test('a chat of before there were keys of clients goes on, and what it is told now has its key', async () => {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const { namespace } = stage.temporal.options;
  const before = new Client({ connection, namespace, dataConverter: { payloadCodecs: [codecOfBefore(k1)] } });
  ids[ivan] = await stage.wrote(ivan, 'Ще за старих часів');
  await eventually(async () => {
    await relayPass({ pool: stage.database.pool, temporal: before, log, health: new EngineHealth() });
    return (await query('select 1 from client where id = $1 and inbox_rev = relayed_rev', ids[ivan])).length > 0;
  });
  await decided(ivan);
  await connection.close();
  await says(ivan, 'А тепер за нових');
  // The worker forgets the chat, and takes it up again out of both.
  await worker.stop();
  worker = await stage.startWorker();
  await says(ivan, 'І ще раз');
  const used = await keysOf(ivan);
  expect(used).toHaveLength(2);
  expect(used).toContain('k1');
  await expect(readWith(k1, ivan)).resolves.toBeDefined();
});

test('a client who was erased is read by nobody, others are; who writes again gets another key', async () => {
  expect(await erase(maria)).toBe('open_chat');
  const [chat] = await query('select id from chat where client_id = $1', ids[maria]);
  await stage.finish(ids[maria] ?? '', chat.id);
  const [key] = await keysOf(maria);
  await eventually(async () => (await erase(maria)) === 'erased');
  await expect(readWith(k1, maria)).rejects.toThrow(/destroyed/);
  await expect(readWith(k1, petro)).resolves.toBeDefined();
  expect(await query('select wrapped from data_key where id = $1', key)).toEqual([{ wrapped: null }]);
  await says(maria, 'Знову я');
  expect(await keysOf(maria)).toHaveLength(1);
  expect(await keysOf(maria)).not.toContain(key);
  await expect(readWith(k1, maria)).resolves.toBeDefined();
});

test('after a rotation everything is sealed with the new key, chats go on, and the old one may go', async () => {
  await worker.stop();
  const rotating = await workerWith(`${k2},${k1}`);
  const rest = `select 1 from data_key where wrapped_by <> 'k2' and wrapped is not null
    union all select 1 from page where sealed_token not like 'v2:k2:%'`;
  await eventually(async () => (await query(rest)).length === 0);
  await rotating.stop();
  const alone = await workerWith(k2);
  await says(petro, 'Після заміни ключа');
  expect(await keysOf(petro)).toHaveLength(1);
  await expect(readWith(k2, petro)).resolves.toBeDefined();
  // What is encrypted with the old key itself waits for it: histories of before.
  await expect(readWith(k2, ivan)).rejects.toThrow(/"k1"/);
  await alone.stop();
});
