import { afterAll, beforeAll, expect, test } from 'vitest';
import { relayPass } from '#activities/relay/relay.ts';
import { EngineHealth } from '#platform/engine-health.ts';
import { createLogger } from '#platform/log.ts';
import { openTemporal } from '#platform/temporal.ts';
import { keysIn } from '#test/ground/keys.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { createApi, type TestApi } from '../support/api.ts';
import { openChat } from '../support/chat.ts';
import { until } from '../support/until.ts';
import { logIn, type Visitor } from '../support/visitor.ts';
import { createWorker, type TestWorker } from '../support/worker.ts';

/** More than one round of the publication. */
const CHATS = 60;
const NOBODY = 'http://127.0.0.1:9';

interface InForce {
  version: number;
  waking: { total: number; done: number; finishedAt: string | null };
}

let api: TestApi;
let iryna: Visitor;
let worker: TestWorker | undefined;
let clients: string[];

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
  clients = [];
  for (let n = 0; n < CHATS; n += 1) clients.push((await openChat(api, api.pages.dim)).clientId);
});
afterAll(async () => {
  await worker?.stop();
  await api.stop();
});

const publish = (path: string, settings: object) => iryna.post(path, { settings });
const waking = async (path: string) => (await iryna.get(path)).json<InForce>().waking;
const finished = (path: string) =>
  until('every chat heard of it', async () => ((await waking(path)).finishedAt ? waking(path) : null));

test('F18: a publication that finds no worker waits, a newer one replaces it, all open chats hear it', async () => {
  await publish('/api/settings', { contactAttempts: 4 });
  const page = `/api/pages/${api.pages.dim.id}/settings`;
  await publish(page, { contactAttempts: 5 });
  await publish(page, { contactAttempts: 6 });
  await tellAll();
  worker = await createWorker(api, NOBODY);
  expect(await finished(page)).toMatchObject({ total: CHATS, done: CHATS });
  expect(await finished('/api/settings')).toMatchObject({ total: CHATS, done: CHATS });
  const { rows } = await api.database.pool.query(
    'select version, woken from settings_version where page_id is not null order by version',
  );
  expect(rows).toEqual([
    { version: 1, woken: 0 },
    { version: 2, woken: CHATS },
  ]);
  // What comes to a chat while it is deciding stands in its history when it has decided.
  await until('both by every chat', async () => (await Promise.all(clients.map(heard))).every((times) => times >= 2));
  expect(new Set(await Promise.all(clients.map(heard)))).toEqual(new Set([2]));
});

/** Every chat is with the engine, and nobody there to go on with it. */
async function tellAll(): Promise<void> {
  const { pool } = api.database;
  const temporal = openTemporal(api.settings.temporal, keysIn(pool, api.keyring));
  const log = createLogger('test', 'silent');
  while (await relayPass({ pool, temporal, log, health: new EngineHealth() }));
  await temporal.connection.close();
}

/** How often the client's chat was told of new settings. */
async function heard(clientId: string): Promise<number> {
  const temporal = openTemporal(api.settings.temporal, keysIn(api.database.pool, api.keyring));
  try {
    const { events } = await temporal.workflow.getHandle(chatWorkflowId(clientId)).fetchHistory();
    const signals = (events ?? []).map((event) => event.workflowExecutionSignaledEventAttributes?.signalName);
    return signals.filter((name) => name === 'settingsPublished').length;
  } finally {
    await temporal.connection.close();
  }
}

test('F18: a publication of another page wakes nobody here, and ends at once', async () => {
  const page = `/api/pages/${api.pages.outlet.id}/settings`;
  await publish(page, { contactAttempts: 1 });
  expect(await finished(page)).toMatchObject({ total: 0, done: 0 });
});
