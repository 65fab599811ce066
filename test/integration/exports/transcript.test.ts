import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestApi } from '../support/api.ts';
import { until } from '../support/until.ts';
import { codeOf } from '../support/http.ts';
import { logIn, type Visitor } from '../support/visitor.ts';
import { createWorker, type TestWorker } from '../support/worker.ts';
import { addChats, addMessages, ended, filesOf, NOBODY, openApi } from './exports-stage.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportsFolder } from '#platform/export-files.ts';

/** More than are read at once. */
const SAID = 450;
let api: TestApi;
let worker: TestWorker;
let olena: Visitor;

beforeAll(async () => {
  api = await openApi();
  worker = await createWorker(api, NOBODY);
  olena = await logIn(api, 'olena');
  await addChats(api, 1);
  await addChats(api, 1, 'outlet');
  await addMessages(api, 1, SAID);
  await addMessages(api, 2, SAID);
});
afterAll(async () => {
  await worker.stop();
  await api.stop();
});

const ask = (who: Visitor, number: number, format = 'pdf') =>
  who.post('/api/exports', { kind: 'transcript', format, number, timeZone: 'Europe/Kyiv' });
const idOf = (answer: { json<T>(): T }): string => answer.json<{ id: string }>().id;

test('F26: a conversation is had as PDF: who said what when, all of it, in its order', async () => {
  const id = idOf(await ask(olena, 1));
  expect(await ended(olena, id)).toMatchObject({ kind: 'transcript', number: 1, state: 'done', done: SAID });
  const { headers } = await olena.get(`/api/exports/${id}/file`);
  expect(headers['content-type']).toBe('application/pdf');
  expect(headers['content-disposition']).toMatch(/^attachment; filename="chat-1-\d{4}-\d\d-\d\d\.pdf"/);
  const file = readFileSync(join(exportsFolder(api.settings.dataDir), `${id}.pdf`));
  const { text } = await extractText(new Uint8Array(file), { mergePages: true });
  expect(text).toContain('№ 1 · Клієнт Прізвище 1 · Дім і Світло');
  const numbers = [...text.matchAll(/Слово (\d+)/g)].map(([, n]) => Number(n));
  expect(numbers).toEqual(Array.from({ length: SAID }, (_, at) => at + 1));
  expect(text).toMatch(/Клієнт Прізвище 1\s+21\.11\.2026 00:01\s+Слово 1\s/);
  expect(text).toMatch(/Олена Коваль\s+21\.11\.2026 00:08\s+Слово 8\s+Не надіслано/);
});

test('F26: a conversation for a printer is text and no page of somebody’s', async () => {
  const id = idOf(await ask(olena, 1, 'print'));
  await ended(olena, id);
  const { text, headers } = await olena.get(`/api/exports/${id}/file`);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['x-frame-options']).toBe('SAMEORIGIN');
  expect(text.match(/class="said"/g)).toHaveLength(SAID);
  expect(text).toContain('Слово 7 &lt;b&gt;=1+1 🙂');
});

test('F26: nobody gets a conversation that they may not see, or may not any more', async () => {
  expect(codeOf(await ask(olena, 2))).toBe('NOT_FOUND');
  expect(codeOf(await ask(olena, 99))).toBe('NOT_FOUND');
  for (const format of ['csv', 'xlsx']) expect((await ask(olena, 1, format)).status).toBe(400);
  const id = idOf(await ask(olena, 1));
  await ended(olena, id);
  await api.database.pool.query('delete from page_access where employee_id = $1', [api.people.olena.id]);
  expect(codeOf(await olena.get(`/api/exports/${id}/file`))).toBe('NOT_FOUND');
  const { rows } = await api.database.pool.query<{ id: string }>(
    `insert into export (employee_id, kind, format, language, time_zone, sees_all, filter, chat_number, expires_at)
     values ($1, 'transcript', 'pdf', 'uk', 'UTC', false, '{}', 1, now() + interval '1 day') returning id`,
    [api.people.olena.id],
  );
  const [unseen] = rows;
  await api.database.pool.query(`select pg_notify('exports', '')`);
  expect(await endedInTable(unseen!.id)).toBe('failed');
  expect(filesOf(api).filter((name) => name.startsWith(unseen!.id))).toEqual([]);
});

test('F26: who took which conversation stands in the audit, and nothing that was said', async () => {
  const { rows } = await api.database.pool.query<{ detail: object }>(
    `select detail from audit where kind = 'export_made' order by id`,
  );
  expect(rows[0]?.detail).toMatchObject({ kind: 'transcript', format: 'pdf', chat: 1, rows: SAID });
  expect(JSON.stringify(rows)).not.toMatch(/Слово|Прізвище/);
});

const endedInTable = (id: string): Promise<string> =>
  until('the export ends', async () => {
    const { rows } = await api.database.pool.query<{ state: string }>('select state from export where id = $1', [id]);
    const state = rows[0]?.state ?? '';
    return ['done', 'failed'].includes(state) ? state : null;
  });
