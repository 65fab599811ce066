import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const largest = 20_000_000;

export type Logs = { file: (name: string) => string; close: () => void };

/** The logs of the last run move aside as `*.1.log`; a log that grows too large does so while it is written. */
export function openLogs(dataDir: string): Logs {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const file of current(folder)) renameSync(file, older(file));
  const timer = setInterval(() => current(folder).forEach(cutIfLarge), 30_000).unref();
  return { file: (name) => join(folder, `${name}.log`), close: () => clearInterval(timer) };
}

function current(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => /^[^.]+\.log$/.test(name)).map((name) => join(folder, name));
}

/** The writer keeps its file open and appends, so its contents are copied away and the file emptied. */
function cutIfLarge(file: string): void {
  if (statSync(file).size < largest) return;
  copyFileSync(file, older(file));
  truncateSync(file);
}

function older(file: string): string {
  return file.replace(/\.log$/, '.1.log');
}
