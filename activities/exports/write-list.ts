import type { Pool } from 'pg';
import type { ExportFormat } from '#db/entities/file.ts';
import type { AskedExport } from '#db/exports/write.ts';
import { chatPages, countAsked } from './chat-pages.ts';
import { cellsOf, columnsOf } from './chats-table.ts';
import { writeCsv } from './csv.ts';
import { filterWords } from './filter-words.ts';
import { contactsList } from './lists/contacts.ts';
import { leadsList } from './lists/leads.ts';
import { ordersList } from './lists/orders.ts';
import { pagesList } from './lists/pages.ts';
import type { ListTable } from './lists/walk.ts';
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

type AskedList = Exclude<AskedExport, AskedExport<'transcript'>>;

/** Everything that was asked for, as a table; tells how many rows there were. */
export async function writeList(pool: Pool, asked: AskedList, path: string, report: Report): Promise<number> {
  const { total, rows, ...list } = await listOf(pool, asked);
  let done = 0;
  async function* pages(): AsyncGenerator<Cell[][]> {
    for await (const some of rows) {
      yield some;
      done += some.length;
      await report(done, total);
    }
  }
  await WRITERS[asked.format](path, { reader: asked, ...list, pages: pages() });
  return done;
}

function listOf(pool: Pool, asked: AskedList): Promise<ListTable> {
  switch (asked.kind) {
    case 'chats':
      return chatsList(pool, asked);
    case 'contacts':
      return contactsList(pool, asked);
    case 'leads':
      return leadsList(pool, asked);
    case 'orders':
      return ordersList(pool, asked);
    case 'pages':
      return pagesList(pool, asked);
  }
}

async function chatsList(pool: Pool, asked: AskedExport<'chats'>): Promise<ListTable> {
  async function* rows(): AsyncGenerator<Cell[][]> {
    for await (const chats of chatPages(pool, asked)) yield chats.map((chat) => cellsOf(chat, asked));
  }
  const { chats: name, title } = WORDS[asked.language];
  const [total, says] = [await countAsked(pool, asked), await filterWords(pool, asked)];
  return { name, title, says, columns: columnsOf(asked), total, rows: rows() };
}
