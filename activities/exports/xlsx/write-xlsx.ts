import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Table } from '../table.ts';
import { Rows } from './rows.ts';
import { sheetXml } from './sheet.ts';
import { workbookParts } from './workbook.ts';

/** Excel takes no more in one sheet, the head included; what is left over stands in the next one. */
const SHEET_ROWS = 2 ** 20;

/** A workbook (ECMA-376) that is packed while it is written: nothing of it stays in memory. */
export async function writeXlsx(path: string, table: Table, sheetRows = SHEET_ROWS): Promise<void> {
  const zip = new ZipFile();
  const packed = zip.outputStream as Readable;
  const broken = new AbortController();
  zip.on('error', (error) => packed.destroy(error as Error));
  const written = pipeline(packed, createWriteStream(path, { mode: 0o600, flush: true }));
  // Nobody would read the rows any more, and nobody say so.
  written.catch((error: unknown) => broken.abort(error));
  await Promise.all([written, fill(zip, table, sheetRows, broken.signal)]);
}

async function fill(zip: ZipFile, table: Table, sheetRows: number, signal: AbortSignal): Promise<void> {
  const rows = new Rows(table.pages);
  let sheets = 0;
  do {
    sheets++;
    const sheet = Readable.from(sheetXml(table, rows, sheetRows), { highWaterMark: 1, signal });
    zip.addReadStream(sheet, `xl/worksheets/sheet${sheets}.xml`);
    await finished(sheet);
  } while (!(await rows.isOver()));
  for (const [name, xml] of workbookParts(table, sheets)) zip.addBuffer(Buffer.from(xml), name);
  zip.end();
}
