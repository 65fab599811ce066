import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import type { Pool } from 'pg';
import { type AskedExport, failExport, finishExport, saveExportProgress } from '#db/exports/write.ts';
import { exportFile, exportsFolder } from '#platform/export-files.ts';
import { writeTranscript } from './transcript/write-transcript.ts';
import { writeList } from './write-list.ts';

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
    const rows = await write(deps, asked, part, beat);
    await rename(part, path);
    if (!(await finishExport(deps.pool, asked.id, rows))) await rm(path, { force: true });
  } catch (error) {
    await rm(part, { force: true });
    if (!(error instanceof Unwanted)) throw error;
  }
}

async function write({ pool }: WritingDeps, asked: AskedExport, path: string, beat: Beat): Promise<number> {
  const report = async (done: number, total: number): Promise<void> => {
    beat();
    if (!(await saveExportProgress(pool, asked.id, done, total))) throw new Unwanted();
  };
  if (asked.kind !== 'transcript') return writeList(pool, asked, path, report);
  const messages = await writeTranscript(pool, asked, path, report);
  if (messages !== null) return messages;
  await failExport(pool, asked.id);
  throw new Unwanted();
}
