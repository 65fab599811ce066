import { open } from 'node:fs/promises';
import Papa from 'papaparse';
import { momentsFor } from './moments.ts';
import type { Cell, Reader, TableWriter } from './table.ts';

/** Tells Excel that what follows is UTF-8. */
const MARK = '\uFEFF';

/** A table by RFC 4180, separated by what tables of that language separate by: there, a comma stands in numbers. */
export async function csvWriter(path: string, reader: Reader, heads: string[]): Promise<TableWriter> {
  const file = await open(path, 'w', 0o600);
  const momentOf = momentsFor(reader);
  const delimiter = reader.language === 'uk' ? ';' : ',';
  const put = async (rows: (string | number)[][]): Promise<void> => {
    if (rows.length > 0) await file.write(`${Papa.unparse(rows, { delimiter, newline: '\r\n' })}\r\n`);
  };
  await file.write(MARK);
  await put([heads]);
  return {
    write: (rows) => put(rows.map((row) => row.map((cell: Cell) => (cell instanceof Date ? momentOf(cell) : cell)))),
    end: async () => {
      await file.sync();
      await file.close();
    },
    drop: () => file.close(),
  };
}
