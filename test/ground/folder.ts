import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandOf } from '#start/processes/process-table.ts';

/**
 * A folder for one test run that PostgreSQL's account can enter too. Says whose it is, so that a crash leaves no
 * rubbish.
 */
export function temporaryFolder(name = 'ground'): string {
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-${name}-`));
  chmodSync(folder, 0o711);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

const prefix = 'rozmova-test-';

function removeAbandoned(): void {
  for (const entry of readdirSync(tmpdir())) {
    const [, owner] = /^rozmova-test-(\d+)-/.exec(entry) ?? [];
    if (owner !== undefined && commandOf(Number(owner)) === undefined) removeFolder(join(tmpdir(), entry));
  }
}
