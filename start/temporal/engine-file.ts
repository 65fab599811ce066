import { execFile } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What SQLite keeps beside a database; they belong together. */
const ENDS = ['', '-wal', '-shm', '-journal'];
const CHECK_MS = 60_000;
const program = join(import.meta.dirname, 'check-engine-file.ts');

/** A database that was damaged and where it is kept now. */
export type PutAside = { fault: string; file: string };

/**
 * Moves the engine's file out of the way if it is damaged, and keeps it: PostgreSQL can rebuild what is in it, so it
 * must not stop the start. Null: it is good, or not there.
 */
export async function putAsideIfDamaged(file: string): Promise<PutAside | null> {
  if (!existsSync(file)) return null;
  const { stdout: fault } = await promisify(execFile)(process.execPath, ['--no-warnings', program, file], {
    timeout: CHECK_MS,
  }).catch((error: unknown) => ({ stdout: isKilled(error) ? 'cannot be read to its end' : '' }));
  return fault === '' ? null : putAside(file, fault);
}

/** A check that cannot run says nothing against the file. */
function isKilled(error: unknown): boolean {
  return error instanceof Error && 'killed' in error && error.killed === true;
}

export function putAside(file: string, fault: string): PutAside {
  const aside = `${file}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  move(file, aside);
  return { fault, file: aside };
}

export function move(from: string, to: string): void {
  for (const end of ENDS) if (existsSync(from + end)) renameSync(from + end, to + end);
}

/** What the engine says as it dies of its file. */
export function blamesFile(words: string): boolean {
  return /malformed|not a database|no such table|SQL logic error|disk I\/O error|file is encrypted/i.test(words);
}
