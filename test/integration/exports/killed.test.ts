import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestApi } from '../support/api.ts';
import { until } from '../support/until.ts';
import { logIn, type Visitor } from '../support/visitor.ts';
import { addChats, ask, ended, filesOf, NOBODY, openApi, rowsOf, told } from './exports-stage.ts';

/** More than are written in a moment; made in lots, since no statement may take long. */
const LOT = 2_000;
const CHATS = 6 * LOT;
let api: TestApi;
let olena: Visitor;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  api = await openApi();
  olena = await logIn(api, 'olena');
  for (let made = 0; made < CHATS; made += LOT) await addChats(api, LOT);
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await api.stop();
});

/** The product's own process. */
function startWorker(): ChildProcess {
  const { databaseUrl, temporal, secretKeys, dataDir } = api.settings;
  const env = {
    PATH: '/usr/bin:/bin',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    SECRET_KEYS: secretKeys,
    DATA_DIR: dataDir,
    GRAPH_API_URL: NOBODY,
  };
  const worker = spawn(process.execPath, ['activities/worker.ts'], { env, stdio: 'ignore' });
  workers.push(worker);
  return worker;
}

test('F26: a worker is killed in the middle of a file: the next one writes all of it, each chat once', async () => {
  const first = startWorker();
  const id = await ask(olena, { filter: { sort: 'lastContactAt' } });
  await until('the file is begun', async () => (await told(olena, id)).done > 0);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const { state, done } = await told(olena, id);
  expect(state).toBe('running');
  expect(done).toBeLessThan(CHATS);
  startWorker();
  expect(await ended(olena, id)).toMatchObject({ state: 'done', done: CHATS, total: CHATS });
  const rows = rowsOf((await olena.get(`/api/exports/${id}/file`)).text).slice(1);
  expect(new Set(rows.map((row) => row.split(';')[0])).size).toBe(CHATS);
  expect(rows).toHaveLength(CHATS);
  expect(filesOf(api)).toContain(`${id}.csv`);
});

test('F26: cancelled in the middle, nothing of a file stays', async () => {
  const id = await ask(olena, { format: 'xlsx', filter: { sort: 'lastContactAt' } });
  await until('the file is begun', async () => (await told(olena, id)).done > 0);
  expect((await olena.delete(`/api/exports/${id}`)).status).toBe(204);
  expect(await told(olena, id)).toMatchObject({ state: 'cancelled' });
  await until('nothing of it is left', () => !filesOf(api).some((name) => name.startsWith(id)));
  const { rows } = await api.database.pool.query(`select 1 from audit where detail->>'export' = $1`, [id]);
  expect(rows).toEqual([]);
});
