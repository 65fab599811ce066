import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import type { Pool } from 'pg';
import { type AskedExport, finishExport, saveExportProgress } from '#db/exports/write.ts';
import { exportFile, exportsFolder } from '#platform/export-files.ts';
import { chatPages, countAsked } from './chat-pages.ts';
import { csvWriter } from './csv.ts';
import { cellsOf, headsOf, type TableWriter } from './table.ts';

export interface WritingDeps {
  pool: Pool;
  dataDir: string;
}

/** Tells that it is still going on; throws where it is not to go on. */
export type Beat = () => void;

/** Nobody wants the file any more. */
class Unwanted extends Error {}

/**
 * Writes the file beside its place and puts it there once it is whole: whoever finds it finds all of it, however often
 * writing was begun.
 */
export async function writeFileOf(deps: WritingDeps, asked: AskedExport, beat: Beat): Promise<void> {
  await mkdir(exportsFolder(deps.dataDir), { recursive: true, mode: 0o700 });
  const path = exportFile(deps.dataDir, asked.id, asked.format);
  const part = `${path}.${randomUUID()}.part`;
  try {
    const writer = await csvWriter(part, asked, headsOf(asked));
    const rows = await writeChats(deps, asked, writer, beat);
    await rename(part, path);
    if (!(await finishExport(deps.pool, asked.id, rows))) await rm(path, { force: true });
  } catch (error) {
    await rm(part, { force: true });
    if (!(error instanceof Unwanted)) throw error;
  }
}

async function writeChats({ pool }: WritingDeps, asked: AskedExport, writer: TableWriter, beat: Beat): Promise<number> {
  const total = await countAsked(pool, asked);
  let done = 0;
  try {
    for await (const chats of chatPages(pool, asked)) {
      beat();
      await writer.write(chats.map((chat) => cellsOf(chat, asked)));
      done += chats.length;
      if (!(await saveExportProgress(pool, asked.id, done, total))) throw new Unwanted();
    }
  } catch (error) {
    await writer.drop();
    throw error;
  }
  await writer.end();
  return done;
}
