import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import readExcel from 'read-excel-file/node';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeUnwanted } from '#activities/exports/expiry.ts';
import { exportsFolder } from '#platform/export-files.ts';
import type { TestApi } from '../support/api.ts';
import { holdChanges } from '../support/lock.ts';
import { startProductWorker } from '../support/processes/product-worker.ts';
import { until } from '../support/until.ts';
import { logIn, type Visitor } from '../support/visitor.ts';
import { addChats, addMessages, ask, ended, filesOf, openApi, told } from './exports-stage.ts';

/** More than are written in one go. */
const CHATS = 2_000;
/** Of the longest conversation. */
const SAID = 1_200;
let api: TestApi;
let iryna: Visitor;
let worker: ChildProcess;

beforeAll(async () => {
  api = await openApi();
  iryna = await logIn(api, 'iryna');
  // In lots: no statement may take long, however busy the machine.
  for (let made = 0; made < CHATS; made += 500) await addChats(api, 500);
  worker = await startProductWorker(api);
});
afterAll(async () => {
  worker.kill('SIGKILL');
  await api.stop();
});

test('F26: a worker is killed in the middle of a workbook: the next one writes all of it, each chat once', async () => {
  const id = await killedInTheMiddle({ format: 'xlsx', filter: { sort: 'lastContactAt' } });
  expect(await ended(iryna, id)).toMatchObject({ state: 'done', done: CHATS, total: CHATS });
  const [sheet] = await readExcel(await fileOf(id, 'xlsx'));
  const numbers = sheet?.data.slice(1).map(([number]) => number) ?? [];
  expect([numbers.length, new Set(numbers).size]).toEqual([CHATS, CHATS]);
  await onlyWholeOnes(id, 'xlsx');
});

test('F26: a worker is killed in the middle of a paper: each message stands once on the one of the next', async () => {
  await addMessages(api, 1, SAID);
  const id = await killedInTheMiddle({ kind: 'transcript', format: 'pdf', number: 1 });
  expect(await ended(iryna, id)).toMatchObject({ state: 'done', done: SAID });
  const { text } = await extractText(new Uint8Array(await fileOf(id, 'pdf')), { mergePages: true });
  const said = [...text.matchAll(/Слово (\d+)/g)].map(([, number]) => Number(number));
  expect(said).toEqual(Array.from({ length: SAID }, (_, at) => at + 1));
  await onlyWholeOnes(id, 'pdf');
});

/** The first rows are written, and it is about to be said how many. */
const holdFirstRows = () => holdChanges(api.database.pool, 'export', 'old.done = 0 and new.done > 0');

/** Asks for a file, kills the worker that has begun it, and starts the next one. */
async function killedInTheMiddle(asked: object): Promise<string> {
  const killed = worker;
  const held = await holdFirstRows();
  const id = await ask(iryna, asked);
  await held.untilHeld();
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  await held.letGo({ isGone: true });
  expect(await told(iryna, id)).toMatchObject({ state: 'running', done: 0 });
  worker = await startProductWorker(api);
  return id;
}

/** Half of it, which the killed one left, goes as whatever nobody may fetch any more. */
async function onlyWholeOnes(id: string, format: string): Promise<void> {
  await removeUnwanted({ pool: api.database.pool, dataDir: api.settings.dataDir });
  expect(filesOf(api).filter((name) => name.startsWith(id))).toEqual([`${id}.${format}`]);
}

const fileOf = (id: string, format: string): Promise<Buffer> =>
  readFile(join(exportsFolder(api.settings.dataDir), `${id}.${format}`));

test('F26: cancelled in the middle, nothing of a file stays', async () => {
  const held = await holdFirstRows();
  const id = await ask(iryna, { format: 'xlsx', filter: { sort: 'lastContactAt' } });
  await held.untilHeld();
  const cancelled = iryna.delete(`/api/exports/${id}`);
  await until('it is about to be cancelled', async () => (await held.waiting()) === 2);
  await held.letGo();
  expect((await cancelled).status).toBe(204);
  expect(await told(iryna, id)).toMatchObject({ state: 'cancelled' });
  await until('nothing of it is left', () => !filesOf(api).some((name) => name.startsWith(id)));
  const { rows } = await api.database.pool.query(`select 1 from audit where detail->>'export' = $1`, [id]);
  expect(rows).toEqual([]);
});
