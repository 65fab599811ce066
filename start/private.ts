import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What is made while this is set is its owner's alone. */
export const PRIVATE_UMASK = 0o077;

/**
 * Takes everybody else's rights from what an earlier start, or another program, left in DATA_DIR: keys, databases,
 * logs. The folder itself can be walked through, not listed, where another account runs the database in it; `postgres`
 * is that account's, and private by itself.
 */
export function makePrivate(dataDir: string): void {
  chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
  for (const name of readdirSync(dataDir)) {
    if (name !== 'postgres') takeRights(join(dataDir, name));
  }
}

function takeRights(path: string): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  // What a link points to is elsewhere, and not ours to change.
  if (!stat || stat.isSymbolicLink()) return;
  if ((stat.mode & 0o077) !== 0) chmodSync(path, stat.mode & 0o700);
  if (stat.isDirectory()) for (const name of readdirSync(path)) takeRights(join(path, name));
}
