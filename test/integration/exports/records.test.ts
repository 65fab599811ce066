import { join } from 'node:path';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportsFolder } from '#platform/export-files.ts';
import type { TestApi } from '../support/api.ts';
import { codeOf } from '../support/http.ts';
import { logIn, nobody, type Visitor } from '../support/visitor.ts';
import { createWorker, type TestWorker } from '../support/worker.ts';
import { ask, ended, NOBODY, openApi, rowsOf } from './exports-stage.ts';

let api: TestApi;
let worker: TestWorker;
let olena: Visitor;
let dmytro: Visitor;

const MANY = 603;

beforeAll(async () => {
  api = await openApi();
  worker = await createWorker(api, NOBODY);
  [olena, dmytro] = await Promise.all([logIn(api, 'olena'), logIn(api, 'dmytro')]);
  const { pool } = api.database;
  await pool.query('delete from contact');
  // More than are read at once; in lots: no statement may take long, however busy the machine.
  for (let from = 1; from <= MANY; from += 67)
    await pool.query(
      `insert into contact (name, phones, emails, code, segment, created_at)
     select case n when 1 then '=cmd()' else 'Контакт ' || lpad(n::text, 4, '0') end,
       array['+38067' || lpad(n::text, 7, '0')], '{}', '0012345678', case when n % 2 = 0 then 'Опт' else '' end,
       '2026-11-20T22:30:00Z' from generate_series($1::int, $1::int + 66) n`,
      [from],
    );
});
afterAll(async () => {
  await worker.stop();
  await api.stop();
});

const fileOf = async (who: Visitor, id: string) => (await who.get(`/api/exports/${id}/file`)).text;

/** What a CSV of that holds, without its head. */
async function told(more: object, who = olena): Promise<string[][]> {
  const id = await ask(who, more);
  expect(await ended(who, id)).toMatchObject({ state: 'done' });
  return rowsOf(await fileOf(who, id)).map((row) => row.split(';'));
}

test.each(['name', 'createdAt', 'updatedAt', 'manager'])('F44: all contacts by %s, each once', async (sort) => {
  const [head, ...rows] = await told({ kind: 'contacts', filter: { sort, order: 'desc' } });
  expect(head?.slice(0, 4)).toEqual(['Ім’я', 'Вид', 'Телефон', 'E-mail']);
  expect([rows.length, new Set(rows.map(([, , phone]) => phone)).size]).toEqual([MANY, MANY]);
});

test('F44: phones and codes stay text, names are no formulas, moments are dates', async () => {
  const [, first] = await told({ kind: 'contacts', filter: { q: 'cmd' } });
  expect(first?.slice(0, 4)).toEqual(["'=cmd()", 'Людина', "'+380670000001", '']);
  const id = await ask(olena, { kind: 'contacts', format: 'xlsx', filter: { q: '0670000002' } });
  await ended(olena, id);
  const [{ sheet, data } = { sheet: '', data: [] }] = await readExcel(
    join(exportsFolder(api.settings.dataDir), `${id}.xlsx`),
  );
  expect([sheet, data.length]).toEqual(['Контакти', 2]);
  const [name, , phone, , , segment, , code, , , created] = data[1] ?? [];
  expect([name, phone, segment, code]).toEqual(['Контакт 0002', '+380670000002', 'Опт', '0012345678']);
  expect(created instanceof Date && Math.round(created.getTime() / 1000)).toBe(Date.UTC(2026, 10, 21, 0, 30) / 1000);
});

test('F44: only what fits the filter is in the file, and the audit says whose it is without its words', async () => {
  const rows = await told({ kind: 'contacts', filter: { segment: 'Опт', q: 'контакт 000' } });
  expect(rows.slice(1).map(([name]) => name)).toEqual([2, 4, 6, 8].map((n) => `Контакт 000${n}`));
  const { rows: noted } = await api.database.pool.query<{ detail: { filter: object } }>(
    `select detail from audit where kind = 'export_made' order by at desc limit 1`,
  );
  expect(noted[0]?.detail).toMatchObject({ kind: 'contacts', rows: 4, filter: { segment: 'Опт', words: true } });
  expect(JSON.stringify(noted[0]?.detail)).not.toContain('контакт');
});

test('F44: leads and orders with their sums, for an auditor too, in every format', async () => {
  await olena.post('/api/leads', { name: 'Шафа', amount: 1_250_050, phone: '0671234567' });
  const line = { name: 'Річ', unit: 'шт', quantity: 1000, price: 70_000, vat: null };
  await olena.post('/api/orders', { name: 'Три шафи', lines: [line] });
  const [, lead] = await told({ kind: 'leads', filter: { sort: 'amount' } }, dmytro);
  expect(lead?.slice(1, 8)).toEqual(['Шафа', 'Новий', '', '', "'+380671234567", '', '12500,50']);
  const [, order] = await told({ kind: 'orders', filter: { meaning: 'new', sort: 'status' } });
  expect(order?.slice(1, 7)).toEqual(['Три шафи', 'Новий', '', '', '', '700,00']);
  for (const format of ['pdf', 'print', 'xlsx'])
    for (const kind of ['leads', 'orders', 'contacts']) {
      const id = await ask(dmytro, { kind, format, filter: { q: 'шафи' } });
      expect(await ended(dmytro, id)).toMatchObject({ state: 'done', done: kind === 'orders' ? 1 : 0 });
    }
});

test('F44: nobody from outside asks for one, and a file is its owner’s alone', async () => {
  const asked = { kind: 'contacts', format: 'csv', timeZone: 'UTC' };
  expect(codeOf(await nobody(api).post('/api/exports', asked))).toBe('SIGN_IN_REQUIRED');
  const id = await ask(olena, asked);
  await ended(olena, id);
  for (const path of [`/api/exports/${id}`, `/api/exports/${id}/file`])
    expect(codeOf(await dmytro.get(path))).toBe('NOT_FOUND');
  await api.database.pool.query('update employee set active = false where id = $1', [api.people.olena.id]);
  expect((await olena.get(`/api/exports/${id}/file`)).status).toBe(401);
  await api.database.pool.query('update employee set active = true where id = $1', [api.people.olena.id]);
});

test.each([{ sort: 'secret' }, { order: 'up' }, { kind: 'dog' }, { hasPhone: true }, { managerId: 7 }])(
  'F44: asked for contacts by %j it is a bad request',
  async (filter) => {
    const answer = await dmytro.post('/api/exports', { kind: 'contacts', format: 'csv', timeZone: 'UTC', filter });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
  },
);
