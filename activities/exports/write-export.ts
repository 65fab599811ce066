import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import type { Pool } from 'pg';
import type { ExportFormat } from '#db/entities/file.ts';
import { type AskedExport, finishExport, saveExportProgress } from '#db/exports/write.ts';
import { exportFile, exportsFolder } from '#platform/export-files.ts';
import { chatPages, countAsked } from './chat-pages.ts';
import { cellsOf, columnsOf } from './chats-table.ts';
import { writeCsv } from './csv.ts';
import { filterWords } from './filter-words.ts';
import { writePrint } from './paper/write-print.ts';
import type { Cell, WriteTable } from './table.ts';
import { WORDS } from './words.ts';
import { writeXlsx } from './xlsx/write-xlsx.ts';

export interface WritingDeps {
  pool: Pool;
  dataDir: string;
}

/** Tells that it is still going on; throws where it is not to go on. */
export type Beat = () => void;

/** Nobody wants the file any more. */
class Unwanted extends Error {}

/** What draws is loaded with the first page that is wanted: most workers never draw one. */
const WRITERS: Record<ExportFormat, WriteTable> = {
  csv: writeCsv,
  xlsx: writeXlsx,
  print: writePrint,
  pdf: async (path, table) => (await import('./pdf/write-pdf.ts')).writePdf(path, table),
};

/**
 * Writes the file beside its place and puts it there once it is whole: whoever finds it finds all of it, however often
 * writing was begun.
 */
export async function writeFileOf(deps: WritingDeps, asked: AskedExport, beat: Beat): Promise<void> {
  await mkdir(exportsFolder(deps.dataDir), { recursive: true, mode: 0o700 });
  const path = exportFile(deps.dataDir, asked.id, asked.format);
  const part = `${path}.${randomUUID()}.part`;
  try {
    const rows = await writeChats(deps, asked, part, beat);
    await rename(part, path);
    if (!(await finishExport(deps.pool, asked.id, rows))) await rm(path, { force: true });
  } catch (error) {
    await rm(part, { force: true });
    if (!(error instanceof Unwanted)) throw error;
  }
}

async function writeChats({ pool }: WritingDeps, asked: AskedExport, path: string, beat: Beat): Promise<number> {
  const total = await countAsked(pool, asked);
  let done = 0;
  async function* pages(): AsyncGenerator<Cell[][]> {
    for await (const chats of chatPages(pool, asked)) {
      beat();
      yield chats.map((chat) => cellsOf(chat, asked));
      done += chats.length;
      if (!(await saveExportProgress(pool, asked.id, done, total))) throw new Unwanted();
    }
  }
  const { chats: name, title } = WORDS[asked.language];
  const says = await filterWords(pool, asked);
  await WRITERS[asked.format](path, { reader: asked, name, title, says, columns: columnsOf(asked), pages: pages() });
  return done;
}
