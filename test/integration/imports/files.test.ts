import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi, type TestApi } from '../support/api.ts';
import { codeOf } from '../support/http.ts';
import { logIn, type Visitor } from '../support/visitor.ts';
import { createWorker, type TestWorker } from '../support/worker.ts';
import { ALL, atRest, bring, brought, checked, peopleNow, rowsOf, type Told, undone } from './imports-stage.ts';

let api: TestApi;
let worker: TestWorker;
let iryna: Visitor;
let olena: Visitor;

beforeAll(async () => {
  api = await createApi();
  worker = await createWorker(api, 'http://127.0.0.1:9');
  [iryna, olena] = await Promise.all([logIn(api, 'iryna'), logIn(api, 'olena')]);
});
afterAll(async () => {
  await worker.stop();
  await api.stop();
});

const HEADS = ['ПІБ', 'Телефон', 'Ел. пошта', 'Сегмент', 'ЄДРПОУ'];
const PEOPLE: (string | number)[][] = [
  ['Ґалаґан Їжачок', 380671230001, 'yizhak@example.com', 'Опт', ''],
  ['Марія Гончар', 671230002, '', '=1+1', ''],
  ['ТОВ «Дім»', '067 123 00 03, 0501230003', '', '', '32855961'],
];
const table = (delimiter: string) => [HEADS, ...PEOPLE].map((row) => row.join(delimiter)).join('\r\n');

/** Ukrainian letters in Windows-1251, as Excel saves them. */
function in1251(text: string): Buffer {
  const decoder = new TextDecoder('windows-1251');
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from([...text].map((letter) => bytes.get(letter) ?? 63));
}

const workbook = async () =>
  Buffer.from(
    await writeXlsx({
      sheets: [
        { name: 'Порожній', rows: [] },
        { name: 'Люди', rows: [HEADS, ...PEOPLE] },
      ],
    }),
  );

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

test('F44: the same people come out of a file of each kind, and a second time nothing comes', async () => {
  const files: [Buffer, object, object][] = [
    [
      Buffer.from(table(',').replace('067 123 00 03, ', '"067 123 00 03, ').replace('0501230003', '0501230003"')),
      {},
      { encoding: 'utf-8', delimiter: ',' },
    ],
    [Buffer.from(`\uFEFF${table(';')}`), {}, { encoding: 'utf-8', delimiter: ';' }],
    [in1251(table(';')), {}, { encoding: 'windows-1251', delimiter: ';' }],
    [utf16(table('\t')), {}, { encoding: 'utf-16le', delimiter: '\t' }],
    [await workbook(), { sheet: 'Люди' }, { format: 'xlsx', sheet: 'Люди', sheets: ['Порожній', 'Люди'] }],
  ];
  const before = await peopleNow(api);
  for (const [file, change, read] of files) {
    const first = await brought(iryna, file, change);
    expect(first).toMatchObject({ state: 'done', total: 3, heads: HEADS, ...read, brought: { made: 3 } });
    expect(await peopleNow(api)).toMatchObject([
      { name: 'Ґалаґан Їжачок', kind: 'person', phones: ['+380671230001'], emails: ['yizhak@example.com'] },
      { name: 'Марія Гончар', phones: ['+380671230002'], segment: '=1+1' },
      { name: 'ТОВ «Дім»', kind: 'company', phones: ['+380671230003', '+380501230003'], code: '32855961' },
    ]);
    const again = await brought(iryna, file, { ...change, onMatch: 'new' });
    expect(again).toMatchObject({ planned: { same: 3 }, brought: { made: 0 }, broughtAt: expect.any(String) });
    expect((await undone(iryna, first.id)).takenBack).toEqual({ removed: 3, restored: 0, kept: 0 });
    expect(await peopleNow(api)).toEqual(before);
  }
});

test('F44: encoding and columns can be changed after they were guessed', async () => {
  const { id } = await checked(iryna, Buffer.from('Кому,Хто\n0671230009,Оля\n'));
  const koi8 = await iryna.put(`${ALL}/${id}`, { encoding: 'koi8-u' });
  expect([koi8.status, koi8.json<Told>().state]).toEqual([200, 'reading']);
  expect((await atRest(iryna, id)).heads[0]).not.toBe('Кому');
  await iryna.put(`${ALL}/${id}`, { encoding: 'utf-8' });
  expect(await atRest(iryna, id)).toMatchObject({ heads: ['Кому', 'Хто'], columns: [null, null] });
  expect((await rowsOf(iryna, id))[0]?.problems[0]).toMatchObject({ code: 'no_name', message: 'Немає імені чи назви' });
  expect(codeOf(await iryna.put(`${ALL}/${id}`, { columns: ['name', 'name'] }))).toBe('INVALID_COLUMNS');
  await iryna.put(`${ALL}/${id}`, { columns: ['phone', 'name'] });
  expect(await atRest(iryna, id)).toMatchObject({ state: 'ready', planned: { new: 1, faulty: 0 } });
  expect((await iryna.delete(`${ALL}/${id}`)).status).toBe(204);
  expect((await iryna.get(`${ALL}/${id}`)).status).toBe(404);
});

test('F44: what is no table, or none that can be read, is told so', async () => {
  expect(codeOf(await bring(iryna, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]), 'старий.xls'))).toBe('NOT_A_TABLE');
  expect(codeOf(await bring(iryna, Buffer.alloc(0)))).toBe('EMPTY_FILE');
  expect(codeOf(await bring(olena, 'ПІБ\nОля'))).toBe('NOT_ALLOWED');
  const broken = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(200, 1)]);
  expect(await checked(iryna, broken, 'x.xlsx')).toMatchObject({ state: 'failed', reason: 'not_a_table' });
  expect(await checked(iryna, Buffer.from('ПІБ;Телефон\n;;\n'))).toMatchObject({ state: 'failed', reason: 'no_rows' });
});

test('F44: faulty rows are told with their reasons, fetched without formulas, mended and brought again', async () => {
  const first = await brought(
    iryna,
    'Прізвище;Ім’я;Телефон;Менеджер\nГончар;Марія;нема;\n=cmd;Оля;+380671230011;\nКіт;Лев;3,8067E+11;Хтось\n',
  );
  expect(first).toMatchObject({ planned: { new: 1, faulty: 2 }, brought: { made: 1 } });
  const faulty = await rowsOf(iryna, first.id, 'faulty');
  expect(faulty.map(({ line, problems }) => [line, problems.map(({ column, code }) => [column, code])])).toEqual([
    [2, [[2, 'bad_phone']]],
    [
      4,
      [
        [2, 'rounded_phone'],
        [3, 'unknown_manager'],
      ],
    ],
  ]);
  const file = await iryna.get(`${ALL}/${first.id}/faulty`);
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
  const [head, marija] = file.text.slice(1).split('\r\n');
  expect([file.text[0], head, marija]).toEqual([
    '\uFEFF',
    'Прізвище;Ім’я;Телефон;Менеджер;Причина',
    'Гончар;Марія;нема;;Це не номер телефону',
  ]);
  const mended = file.text.replace('нема', "'+380671230012").replace('3,8067E+11;Хтось', '0671230013;Олена Бондар');
  expect((await brought(iryna, mended)).columns).toEqual(['lastName', 'firstName', 'phone', 'manager', null]);
  expect(await peopleNow(api)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: '=cmd Оля' }),
      expect.objectContaining({ name: 'Гончар Марія', phones: ['+380671230012'] }),
    ]),
  );
});
