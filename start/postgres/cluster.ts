import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';

export type Cluster = { folder: string; password: string };

/**
 * PostgreSQL's files in `<home>/cluster`, made at the first start. They are made beside and renamed, so that an
 * interrupted first start leaves nothing half made.
 */
export async function ensureCluster(options: {
  programs: string;
  home: string;
  passwordFile: string;
  account: Account | undefined;
}): Promise<Cluster> {
  const folder = join(options.home, 'cluster');
  if (existsSync(folder)) return { folder, password: readPassword(options.passwordFile) };
  const password = randomBytes(18).toString('hex');
  const half = join(options.home, 'new');
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  const handover = join(options.home, 'password');
  writeFileSync(handover, password, { mode: 0o600 });
  for (const path of [half, handover]) giveTo(options.account, path);
  await initialise(options.programs, half, handover, options.account);
  rmSync(handover);
  writeFileSync(options.passwordFile, `${password}\n`, { mode: 0o600 });
  renameSync(half, folder);
  return { folder, password };
}

function readPassword(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new Error(`The database is there, but the file with its password is not: ${file}`);
}

function giveTo(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/** Locale `builtin` C.UTF-8: lower() and ILIKE know Ukrainian, whatever locales the machine has. */
async function initialise(programs: string, folder: string, passwordFile: string, account: Account | undefined) {
  const args = [
    `--pgdata=${folder}`,
    '--username=rozmova',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync', // the first checkpoint writes it all; saves seconds on slow disks
  ];
  const ids = account && { uid: account.uid, gid: account.gid };
  const env = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };
  await promisify(execFile)(join(programs, 'initdb'), args, { cwd: folder, env, ...ids });
}
