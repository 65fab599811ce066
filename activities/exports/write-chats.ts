import type { Pool } from 'pg';
import type { ExportFormat } from '#db/entities/file.ts';
import type { AskedExport } from '#db/exports/write.ts';
import { chatPages, countAsked } from './chat-pages.ts';
import { cellsOf, columnsOf } from './chats-table.ts';
import { writeCsv } from './csv.ts';
import { filterWords } from './filter-words.ts';
import { writePrint } from './paper/write-print.ts';
import type { Cell, WriteTable } from './table.ts';
import { WORDS } from './words.ts';
import { writeXlsx } from './xlsx/write-xlsx.ts';

/** Says how far it is; throws where it is not to go on. */
export type Report = (done: number, total: number) => Promise<void>;

/** What draws is loaded with the first page that is wanted: most workers never draw one. */
const WRITERS: Record<ExportFormat, WriteTable> = {
  csv: writeCsv,
  xlsx: writeXlsx,
  print: writePrint,
  pdf: async (path, table) => (await import('./pdf/write-pdf.ts')).writePdf(path, table),
};

/** All chats that were asked for, as a table; tells how many there were. */
export async function writeChats(pool: Pool, asked: AskedExport, path: string, report: Report): Promise<number> {
  const total = await countAsked(pool, asked);
  let done = 0;
  async function* pages(): AsyncGenerator<Cell[][]> {
    for await (const chats of chatPages(pool, asked)) {
      yield chats.map((chat) => cellsOf(chat, asked));
      done += chats.length;
      await report(done, total);
    }
  }
  const { chats: name, title } = WORDS[asked.language];
  const says = await filterWords(pool, asked);
  await WRITERS[asked.format](path, { reader: asked, name, title, says, columns: columnsOf(asked), pages: pages() });
  return done;
}
