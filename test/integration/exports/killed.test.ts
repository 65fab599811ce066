import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import readExcel from 'read-excel-file/node';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExportFormat } from '#db/entities/file.ts';
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
/** Each writes two files at once. */
const WORKERS = 2;
let api: TestApi;
let iryna: Visitor;
let workers: ChildProcess[] = [];
/** Of what was being written when its workers were killed, by what it is. */
const killed = new Map<string, string>();

const inOrder = (many: number) => Array.from({ length: many }, (_, at) => at + 1);
const filter = { sort: 'number', order: 'asc' };
const numbersIn = (text: string, number: RegExp) => [...text.matchAll(number)].map(([, found]) => Number(found));

type Asked = { format: ExportFormat; kind?: 'transcript'; number?: number; filter?: object };

/** What is asked for, and the numbers that stand in its file, one after another. */
const files: [string, Asked, (file: Buffer) => unknown, number[]][] = [
  ['a workbook', { format: 'xlsx', filter }, numbersInExcel, inOrder(CHATS)],
  ['a table of commas', { format: 'csv', filter }, (file) => numbersIn(`${file}`, /^(\d+);/gm), inOrder(CHATS)],
  ['a page for a printer', { format: 'print', filter }, numbersInRows, inOrder(CHATS)],
  ['a paper', { kind: 'transcript', format: 'pdf', number: 1 }, numbersSaid, inOrder(SAID)],
];

async function numbersInExcel(file: Buffer) {
  const [sheet] = await readExcel(file);
  return sheet?.data.slice(1).map(([number]) => number);
}

function numbersInRows(file: Buffer) {
  const text = String(file);
  expect(text.match(/<html|<\/html>/g)).toHaveLength(2);
  return numbersIn(text, /<tr><td>(\d+)</g);
}

async function numbersSaid(file: Buffer) {
  const { text } = await extractText(new Uint8Array(file), { mergePages: true });
  return numbersIn(text, /Слово (\d+)/g);
}

beforeAll(async () => {
  api = await openApi();
  iryna = await logIn(api, 'iryna');
  // In lots: no statement may take long, however busy the machine.
  for (let made = 0; made < CHATS; made += 500) await addChats(api, 500);
  await addMessages(api, 1, SAID);
  workers = await Promise.all(Array.from({ length: WORKERS }, () => startProductWorker(api)));
  await killInTheMiddle();
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await api.stop();
});

/** The first rows are written, and it is about to be said how many. */
const holdFirstRows = () => holdChanges(api.database.pool, 'export', 'old.done = 0 and new.done > 0');

/** Asks for each file, kills the workers once all are begun, and starts the next one. */
async function killInTheMiddle(): Promise<void> {
  const held = await holdFirstRows();
  for (const [what, asked] of files) killed.set(what, await ask(iryna, asked));
  await until('all are begun', async () => (await held.waiting()) === files.length);
  for (const worker of workers) {
    worker.kill('SIGKILL');
    await once(worker, 'exit');
  }
  await held.letGo({ isGone: true });
  for (const id of killed.values()) expect(await told(iryna, id)).toMatchObject({ state: 'running', done: 0 });
  workers = [await startProductWorker(api)];
}

test.each(files)('F26: its worker killed in the middle of %s, the next one writes all of it, once', async (...row) => {
  const [what, { format }, read, numbers] = row;
  const id = killed.get(what) ?? '';
  expect(await ended(iryna, id)).toMatchObject({ state: 'done', done: numbers.length });
  expect(await read(await readFile(join(exportsFolder(api.settings.dataDir), `${id}.${format}`)))).toEqual(numbers);
  // Half of it, which the killed one left, goes as whatever nobody may fetch any more.
  await removeUnwanted({ pool: api.database.pool, dataDir: api.settings.dataDir });
  expect(filesOf(api).filter((name) => name.startsWith(id))).toEqual([`${id}.${format}`]);
  const { rowCount } = await api.database.pool.query(`select 1 from audit where detail->>'export' = $1`, [id]);
  expect(rowCount).toBe(1);
});

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
