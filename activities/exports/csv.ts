import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import Papa from 'papaparse';
import { asPlainCell } from '#platform/plain-cell.ts';
import { cellTextFor } from './cell-text.ts';
import type { Cell, Table } from './table.ts';

/** Tells Excel that what follows is UTF-8. */
const MARK = '\uFEFF';

/** A table by RFC 4180, separated by what tables of that language separate by: there, a comma stands in numbers. */
export const writeCsv = (path: string, table: Table): Promise<void> =>
  pipeline(lines(table), createWriteStream(path, { mode: 0o600, flush: true }));

async function* lines({ reader, columns, pages }: Table): AsyncGenerator<string> {
  const textOf = cellTextFor(reader);
  const delimiter = reader.language === 'uk' ? ';' : ',';
  const linesOf = (rows: (string | number)[][]): string =>
    rows.length === 0 ? '' : `${Papa.unparse(rows, { delimiter, newline: '\r\n' })}\r\n`;
  const plain = (cell: Cell): string | number => {
    if (typeof cell === 'object') return textOf(cell);
    return typeof cell === 'string' ? asPlainCell(cell) : cell;
  };
  yield `${MARK}${linesOf([columns.map(({ head }) => head)])}`;
  for await (const rows of pages) yield linesOf(rows.map((row) => row.map(plain)));
}
