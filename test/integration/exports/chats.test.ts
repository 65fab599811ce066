import { join } from 'node:path';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeUnwanted } from '#activities/exports/expiry.ts';
import { exportsFolder } from '#platform/export-files.ts';
import type { TestApi } from '../support/api.ts';
import { codeOf } from '../support/http.ts';
import { logIn, type Visitor } from '../support/visitor.ts';
import { createWorker, type TestWorker } from '../support/worker.ts';
import { addChats, ask, ended, filesOf, NOBODY, openApi, rowsOf, told } from './exports-stage.ts';

let api: TestApi;
let worker: TestWorker;
let iryna: Visitor;
let olena: Visitor;

beforeAll(async () => {
  api = await openApi();
  worker = await createWorker(api, NOBODY);
  [iryna, olena] = await Promise.all([logIn(api, 'iryna'), logIn(api, 'olena')]);
  // More than are read at once.
  await addChats(api, 1203);
  await addChats(api, 2, 'outlet', '=HYPERLINK("http://evil.example";"сюди")');
});
afterAll(async () => {
  await worker.stop();
  await api.stop();
});

const fileOf = (who: Visitor, id: string) => who.get(`/api/exports/${id}/file`);

test('F26: CSV holds every chat that fits, in the order of the list, in the words of whoever asks', async () => {
  const id = await ask(olena, { filter: { sort: 'number', order: 'asc' } });
  expect(await ended(olena, id)).toMatchObject({ state: 'done', done: 1203, total: 1203, kind: 'chats' });
  const file = await fileOf(olena, id);
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(file.headers['content-disposition']).toMatch(/^attachment; filename="chats-\d{4}-\d\d-\d\d\.csv"/);
  expect(file.text.startsWith('\uFEFF№;Месенджер;')).toBe(true);
  const [head, first, ...others] = rowsOf(file.text);
  expect(head).toBe('№;Месенджер;Ім’я;Прізвище;Зв’язок;Статус;Оператори;Створено;Останній контакт');
  // Half past midnight in Kyiv, where it is the next day already.
  expect(first).toBe('1;Дім і Світло;Клієнт;Прізвище 1;;Завершено;;01.11.2026 11:00;20.11.2026 23:30');
  expect(others.map((row) => Number(row.split(';')[0]))).toEqual(Array.from({ length: 1202 }, (_, n) => n + 2));
});

test('F26: what a client calls themselves is text and no formula, quoted as RFC 4180 says', async () => {
  await iryna.put('/api/me', { language: 'en' });
  const id = await ask(iryna, { filter: { pageId: api.pages.outlet.id, sort: 'number', order: 'asc' } });
  await ended(iryna, id);
  const [head, first] = rowsOf((await fileOf(iryna, id)).text);
  expect(head).toBe('#,Messenger,First name,Last name,Link,Status,Operators,Created,Last contact');
  expect(first).toBe(
    `1204,Світло Outlet,"'=HYPERLINK(""http://evil.example"";""сюди"")",Прізвище 1,,Finished,,` +
      '2026-11-01 11:00,2026-11-20 23:30',
  );
  await iryna.put('/api/me', { language: 'uk' });
});

test('F26: Excel holds the same: numbers, text that is no formula, dates by the clock of whoever asks', async () => {
  const id = await ask(olena, { format: 'xlsx', filter: { sort: 'number', order: 'asc' } });
  expect(await ended(olena, id)).toMatchObject({ state: 'done', done: 1203, total: 1203, format: 'xlsx' });
  const file = await fileOf(olena, id);
  expect(file.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  expect(file.headers['content-disposition']).toMatch(/^attachment; filename="chats-\d{4}-\d\d-\d\d\.xlsx"/);
  const path = join(exportsFolder(api.settings.dataDir), `${id}.xlsx`);
  const [{ sheet, data } = { sheet: '', data: [] }, ...others] = await readExcel(path);
  expect([sheet, others.length, data.length]).toEqual(['Чати', 0, 1204]);
  expect(data[0]?.slice(0, 3)).toEqual(['№', 'Месенджер', 'Ім’я']);
  const [created, last] = [new Date('2026-11-01T11:00:00Z'), new Date('2026-11-20T23:30:00Z')];
  const toSeconds = data[1]?.map((cell) => (cell instanceof Date ? new Date(Math.round(+cell / 1000) * 1000) : cell));
  // Days and their parts are a floating number in Excel.
  expect(toSeconds).toEqual([1, 'Дім і Світло', 'Клієнт', 'Прізвище 1', null, 'Завершено', null, created, last]);
  const outlet = await ask(iryna, { format: 'xlsx', filter: { pageId: api.pages.outlet.id } });
  await ended(iryna, outlet);
  const [named] = await readExcel(join(exportsFolder(api.settings.dataDir), `${outlet}.xlsx`));
  expect(named?.data[1]?.[2]).toBe('=HYPERLINK("http://evil.example";"сюди")');
});

test('F26: the filters of the list hold, and nobody gets what they may not see', async () => {
  const numbers = async (who: Visitor, filter: object) => {
    const id = await ask(who, { filter: { sort: 'number', ...filter } });
    await ended(who, id);
    return rowsOf((await fileOf(who, id)).text)
      .slice(1)
      .map((row) => Number(row.split(';')[0]));
  };
  expect(await numbers(olena, { pageId: api.pages.outlet.id })).toEqual([]);
  expect(await numbers(iryna, { pageId: api.pages.outlet.id })).toEqual([1205, 1204]);
  expect(await numbers(olena, { q: 'Прізвище 1203' })).toEqual([1203]);
  expect(await numbers(iryna, { status: 'new,in_progress' })).toEqual([]);
  const at = (hours: number) => new Date(Date.parse('2026-11-20T22:30:00Z') - hours * 3_600_000).toISOString();
  expect(await numbers(olena, { from: at(3), to: at(2) })).toEqual([3, 2]);
});

test('F26: a file is its owner’s alone, and stands in the audit with who, which filter, how many rows', async () => {
  const id = await ask(olena, { filter: { q: 'Прізвище 12', status: 'finished' } });
  const { done } = await ended(olena, id);
  for (const path of ['', '/file']) expect(codeOf(await iryna.get(`/api/exports/${id}${path}`))).toBe('NOT_FOUND');
  expect(codeOf(await iryna.delete(`/api/exports/${id}`))).toBe('NOT_FOUND');
  expect((await fileOf(olena, id)).status).toBe(200);
  const listed = (await olena.get('/api/exports')).json<{ items: { id: string }[] }>().items;
  expect(listed[0]).toMatchObject({ id, state: 'done' });
  const { rows } = await api.database.pool.query(
    `select employee_id, address is not null as "from", detail from audit where detail->>'export' = $1`,
    [id],
  );
  expect(rows).toEqual([
    {
      employee_id: api.people.olena.id,
      from: true,
      detail: expect.objectContaining({ rows: done, format: 'csv', kind: 'chats' }),
    },
  ]);
  const { filter } = rows[0].detail;
  expect(filter).toMatchObject({ status: ['finished'], words: true });
  expect(JSON.stringify(filter)).not.toContain('Прізвище');
});

test('F26: an hour after its day a file is gone; a cancelled one at once; who sees less now gets none', async () => {
  const [old, unwanted, whole] = [await ask(olena), await ask(olena), await ask(iryna)];
  for (const [who, id] of [
    [olena, old],
    [olena, unwanted],
    [iryna, whole],
  ] as const)
    await ended(who, id);
  expect((await olena.delete(`/api/exports/${unwanted}`)).status).toBe(204);
  expect(codeOf(await fileOf(olena, unwanted))).toBe('NOT_FOUND');
  expect(await told(olena, unwanted)).toMatchObject({ state: 'cancelled' });
  await api.database.pool.query(`update export set expires_at = now() where id = $1`, [old]);
  expect(codeOf(await fileOf(olena, old))).toBe('NOT_FOUND');
  await removeUnwanted({ pool: api.database.pool, dataDir: api.settings.dataDir });
  const left = filesOf(api).filter((name) => [old, unwanted, whole].some((id) => name.startsWith(id)));
  expect(left).toEqual([`${whole}.csv`]);
  await api.database.pool.query(`update employee set roles = '{operator}' where id = $1`, [api.people.iryna.id]);
  expect(codeOf(await fileOf(await logIn(api, 'iryna'), whole))).toBe('NOT_FOUND');
  await api.database.pool.query(`update employee set roles = '{admin,operator}' where id = $1`, [api.people.iryna.id]);
});
