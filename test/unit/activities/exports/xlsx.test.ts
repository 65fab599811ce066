import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, strFromU8 } from 'fflate';
import readExcel from 'read-excel-file/node';
import { afterAll, expect, test } from 'vitest';
import type { Cell, Table } from '#activities/exports/table.ts';
import { writeXlsx } from '#activities/exports/xlsx/write-xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'rozmova-xlsx-'));
const path = join(folder, 'chats.xlsx');
afterAll(() => rmSync(folder, { recursive: true }));

function tableOf(pages: Cell[][][], timeZone = 'Europe/Kyiv'): Table {
  const columns = ['№', 'Ім’я', 'Створено'].map((head, at) => ({ head, width: 9 + at }));
  // oxlint-disable-next-line require-await -- rows come one page after another, as from a database
  const told = (async function* () {
    yield* pages;
  })();
  return { reader: { language: 'uk', timeZone }, name: 'Чати', title: '', says: [], columns, pages: told };
}

const row = (n: number, name = `Клієнт ${n}`): Cell[] => [n, name, new Date('2026-11-20T22:30:15.250Z')];

test.each([
  ['Europe/Kyiv', '2026-11-21T00:30:15Z'],
  ['America/New_York', '2026-11-20T17:30:15Z'],
  ['Asia/Kathmandu', '2026-11-21T04:15:15Z'],
])('F26: a moment is a date of Excel by the clock of %s', async (timeZone, shown) => {
  await writeXlsx(path, tableOf([[row(1)]], timeZone));
  expect((await readExcel(path))[0]?.data[1]).toEqual([1, 'Клієнт 1', new Date(shown)]);
});

test.each(['=1+1', '+380671234567', '-1', '@SUM(A1)', '\tx', '\nx', '＝1', "'=1", ' =1'])(
  'F26: %j is text in Excel, as it was written, and stays text when its cell is opened',
  async (name) => {
    await writeXlsx(path, tableOf([[row(1, name)]]));
    const xml = partOf('xl/worksheets/sheet1.xml');
    expect(xml).toContain(`<c r="B2" s="2" t="inlineStr"><is><t xml:space="preserve">${name}</t></is></c>`);
    expect(xml).not.toContain('<f>');
    expect(partOf('xl/styles.xml').match(/<xf [^>]*>/g)?.[3]).toContain('quotePrefix="1"');
  },
);

test('F26: marks of XML, halves of characters and what no file of Excel may hold break nothing', async () => {
  await writeXlsx(path, tableOf([[row(1, '<b>&"\u0000\u001B\uD800 🙂 ґ’єї')], [], [row(2, 'я'.repeat(40_000))]]));
  const [head, first, second] = (await readExcel(path, { trim: false }))[0]?.data ?? [];
  expect(head).toEqual(['№', 'Ім’я', 'Створено']);
  expect(first?.[1]).toBe('<b>&" 🙂 ґ’єї');
  expect(second?.[1]).toBe('я'.repeat(32_767));
});

test('F26: the head stays in sight and filters, columns have their widths', async () => {
  await writeXlsx(path, tableOf([[row(1), row(2)]]));
  const xml = partOf('xl/worksheets/sheet1.xml');
  expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect(xml).toContain('<autoFilter ref="A1:C3"/>');
  expect(xml).toContain('<col min="2" max="2" width="10" customWidth="1"/>');
});

test.each([
  [4, ['Чати', 'Чати 2'], [4, 3]],
  [6, ['Чати'], [6]],
])('F26: of sheets that hold %i rows there are as many as it takes, each with its head', async (most, names, rows) => {
  await writeXlsx(
    path,
    tableOf([
      [row(1), row(2)],
      [row(3), row(4), row(5)],
    ]),
    most,
  );
  const sheets = await readExcel(path);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(names);
  expect(sheets.map(({ data }) => data.length)).toEqual(rows);
  expect(sheets.map(({ data }) => data[0]?.[0])).toEqual(names.map(() => '№'));
  expect(sheets.flatMap(({ data }) => data.slice(1).map((cells) => cells[0]))).toEqual([1, 2, 3, 4, 5]);
});

test('F26: without rows there is a head; where reading or writing breaks off, that is said', async () => {
  await writeXlsx(path, tableOf([]));
  expect((await readExcel(path))[0]?.data).toEqual([['№', 'Ім’я', 'Створено']]);
  const broken = { ...tableOf([]), pages: failing() };
  await expect(writeXlsx(path, broken)).rejects.toThrow('the database is away');
  await expect(writeXlsx(join(folder, 'nowhere', 'chats.xlsx'), tableOf([[row(1)]]))).rejects.toThrow('ENOENT');
});

// oxlint-disable-next-line require-await -- see above
async function* failing(): AsyncGenerator<Cell[][]> {
  yield [row(1)];
  throw new Error('the database is away');
}

const partOf = (name: string): string => strFromU8(unzipSync(readFileSync(path))[name]!);
