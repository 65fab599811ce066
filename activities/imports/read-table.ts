import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import { inTransaction } from '#db/connection/transaction.ts';
import { clearRows, insertRows, type TableRow } from '#db/imports/rows.ts';
import { type HeldImport, holdImport, setLayout, setState } from '#db/imports/write.ts';
import { columnsByContent, columnsOf, isHead } from '#workflows/importing/heads.ts';
import { COLUMNS_MAX, type ImportLayout, ROWS_MAX } from '#workflows/importing/vocabulary.ts';
import type { ImportingDeps } from './deps.ts';
import { cleanCell, trimmed } from './table/cells.ts';
import { csvRows, guessDelimiter } from './table/csv.ts';
import { decoded, guessEncoding } from './table/encoding.ts';
import { NotReadable } from './table/not-readable.ts';
import { sheetsOf } from './table/workbook.ts';
import { xlsxRows } from './table/xlsx.ts';

/** Rows that are written at once. */
const LOT = 500;

/** Puts all rows of the file into the database, and guesses what nobody has said of how it is to be read. */
export async function readAll(deps: ImportingDeps, held: HeldImport, beat: () => void): Promise<void> {
  const { pool } = deps;
  const table = await opened(deps, held);
  await inTransaction(pool, (tx) => clearRows(tx, held.id));
  let total = 0;
  let layout: ImportLayout | null = null;
  for await (const rows of lots(rowsOf(table.rows))) {
    beat();
    layout ??= headed(table.layout, rows[0]?.cells ?? []);
    // The first row says what is in the columns.
    const [first, ...others] = rows;
    const data = total === 0 && first && layout.heads.length > 0 ? others : rows;
    total += data.length;
    if (total > ROWS_MAX) throw new NotReadable('too_many_rows');
    await inTransaction(pool, (tx) => insertRows(tx, held.id, data));
  }
  if (!layout || total === 0) throw new NotReadable('no_rows');
  await settle(pool, held, layout, total);
}

interface Table {
  layout: ImportLayout;
  rows: AsyncIterable<TableRow>;
}

function opened(deps: ImportingDeps, held: HeldImport): Promise<Table> {
  return held.format === 'xlsx' ? openedWorkbook(deps, held) : openedText(deps, held);
}

async function openedWorkbook({ store }: ImportingDeps, { objectKey, layout }: HeldImport): Promise<Table> {
  const file = await buffer(await store.get(objectKey));
  const sheets = await sheetsOf(file);
  const sheet = sheets.find((name) => name === layout.sheet) ?? sheets[0] ?? '';
  return { layout: { ...layout, sheets, sheet }, rows: xlsxRows(file, sheet) };
}

async function openedText({ store }: ImportingDeps, { objectKey, layout }: HeldImport): Promise<Table> {
  const bytes = async () => partsOf(await store.get(objectKey));
  const encoding = layout.encoding ?? (await guessEncoding(await bytes()));
  const delimiter = layout.delimiter ?? (await guessDelimiter(decoded(await bytes(), encoding)));
  const rows = csvRows(decoded(await bytes(), encoding), delimiter);
  return { layout: { ...layout, encoding, delimiter }, rows: numbered(rows) };
}

const partsOf = (content: Readable): AsyncIterable<Uint8Array> => content;

/** As whoever opens the file counts them. */
async function* numbered(rows: AsyncIterable<string[]>): AsyncGenerator<TableRow> {
  let line = 0;
  for await (const cells of rows) {
    line += 1;
    yield { line, cells };
  }
}

/** Without those in which nothing stands. */
async function* rowsOf(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  for await (const { line, cells } of rows) {
    const said = trimmed(cells.map(cleanCell));
    if (said.length > COLUMNS_MAX) throw new NotReadable('too_many_columns');
    if (said.length > 0) yield { line, cells: said };
  }
}

async function* lots(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow[]> {
  let lot: TableRow[] = [];
  for await (const row of rows) {
    lot.push(row);
    if (lot.length < LOT) continue;
    yield lot;
    lot = [];
  }
  if (lot.length > 0) yield lot;
}

function headed(layout: ImportLayout, first: readonly string[]): ImportLayout {
  return isHead(first)
    ? { ...layout, heads: [...first], columns: columnsOf(first) }
    : { ...layout, heads: [], columns: columnsByContent(first) };
}

/** It is to be checked now, unless somebody said meanwhile that it is to be read otherwise. */
async function settle(pool: Pool, held: HeldImport, layout: ImportLayout, total: number): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const now = await holdImport(tx, held.id);
    if (now?.state !== 'reading' || !isDeepStrictEqual(now.layout, held.layout)) return;
    await setLayout(tx, held.id, layout, total);
    await setState(tx, held.id, 'checking');
  });
}
