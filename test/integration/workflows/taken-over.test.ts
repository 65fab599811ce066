import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type RunningApi, runApi } from '#api/process/run-api.ts';
import type { Database } from '#db/connection/database.ts';
import { createKeyring } from '#platform/keyring.ts';
import { startTemporal, type Temporal } from '#start/temporal/temporal.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';
import { HISTORY_KEYS } from '#test/histories/key.ts';
import { APP_SECRET, VERIFY_TOKEN } from '#test/integration/support/api.ts';
import { createLogbook } from '#test/integration/support/logbook.ts';
import { createWorker, type TestWorker } from '#test/integration/support/worker.ts';
import { demoApp } from '#test/messenger/demo.ts';
import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';
import { askAll } from '#test/taken-over/ask-all.ts';
import { checkCameDue } from '#test/taken-over/came-due.ts';
import { Desk, until } from '#test/taken-over/desk.ts';
import { differences } from '#test/taken-over/differences.ts';
import { examineEngine } from '#test/taken-over/engine.ts';
import { compareThreads, liveOn } from '#test/taken-over/life.ts';
import { Meta } from '#test/taken-over/meta.ts';
import { type ChatBody, walk } from '#test/taken-over/scene.ts';
import { restoreDatabase, type SmallPast, unpackPast } from '#test/taken-over/small-past.ts';

const server = inject('postgresUrl');
const name = `past_${randomBytes(6).toString('hex')}`;
const folder = temporaryFolder('taken-over');
const APP = { appId: demoApp.id, appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN };
let past: SmallPast;
let database: Database;
let temporal: Temporal;
let messenger: Messenger;
let running: RunningApi;
let worker: TestWorker | undefined;
let url: string;
let meta: Meta;

beforeAll(async () => {
  past = unpackPast(folder);
  const engine = { program: inject('temporalProgram'), dataDir: folder, logFile: join(folder, 'temporal.log') };
  [database, temporal] = await Promise.all([restoreDatabase(server, name, past), startTemporal(engine)]);
  running = await runApi(settings());
  url = `http://127.0.0.1:${running.port}`;
  messenger = await createMessenger({
    ...APP,
    webhookUrl: `${url}/webhooks/messenger`,
    pages: past.messenger.pages,
    stateFile: join(folder, 'messenger.json'),
  });
  meta = new Meta(messenger.url);
});
afterAll(async () => {
  await worker?.stop();
  await messenger?.close();
  await running?.stop();
  await database?.close();
  await temporal?.stop();
  const owner = new pg.Client(server);
  await owner.connect();
  await owner.query(`drop database if exists ${name} with (force)`);
  await owner.end();
  removeFolder(folder);
});

function settings() {
  return {
    port: 0,
    database,
    databaseUrl: server.replace(/postgres$/, name),
    temporal: { address: temporal.address, namespace: 'default' },
    secretKeys: HISTORY_KEYS,
    publicUrl: 'http://localhost:3000',
    temporalUiUrl: '',
    trustedProxies: [],
    facebook: { appId: APP.appId, appSecrets: [APP.appSecret], verifyToken: APP.verifyToken },
    rawEventDays: 3650,
    keepDays: { routingRecords: 3650, presence: 3650, audit: 3650, bin: 3650 },
    deskFolder: '',
    dataDir: folder,
    log: createLogbook('api').log,
  };
}

test('a database of before says what it said then, and knows the tokens of then', async () => {
  const told = await askAll(url, past.token, ['admin']);
  const found = Object.entries(told).flatMap(([who, now]) =>
    differences(past.told[who] ?? {}, now).map((line) => `${who} ${line}`),
  );
  expect(found).toEqual([]);
});

test('chats at every step go on in an engine of before: due things once, words shown, answers sent once', async () => {
  const since = Date.now();
  worker = await createWorker({ settings: settings(), keyring: createKeyring(HISTORY_KEYS) }, messenger.url);
  const admin = await Desk.logIn(url, 'admin@demo.example');
  await until('all that was left is done', async () => {
    const chats = await walk<ChatBody>(admin, '/api/chats');
    const isDone = ({ waiting, deadlines }: ChatBody) =>
      waiting?.reason !== 'not_decided' && deadlines.every(({ at }) => Date.parse(at) > Date.now());
    return chats.every(isDone);
  });
  const came = await checkCameDue(url);
  const before = await compareThreads(url, meta);
  const lived = await liveOn(url, meta);
  const after = await compareThreads(url, meta);
  const engine = await examineEngine(temporal.address, admin, since);
  expect([came, before, lived, after, engine].flatMap(({ faults }) => faults)).toEqual([]);
  expect([lived.said, lived.answered]).toEqual([lived.shown, lived.shown]);
});
