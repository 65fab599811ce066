import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandOf, processesIn, signal } from '../processes/process-table.ts';

/**
 * Makes way for a new server on `folder`. A server that still runs there was left behind by a killed launcher and is
 * stopped. A lock whose owner is dead, is a zombie, or is some other program that got the same pid is removed:
 * PostgreSQL itself only asks whether the pid exists. Back ends that outlived their server still hold its shared
 * memory, which would stop the start too, so they are ended.
 */
export async function clearStaleLock(folder: string): Promise<void> {
  const lock = join(folder, 'postmaster.pid');
  const owner = lockOwner(lock);
  if (owner !== undefined && isServerOf(owner, folder)) await stopServer(owner, folder);
  for (const pid of processesIn(folder).filter(isPostgres)) signal(pid, 'SIGKILL');
  await gone(() => processesIn(folder).filter(isPostgres).length === 0, 5_000);
  rmSync(lock, { force: true });
}

function lockOwner(lock: string): number | undefined {
  if (!existsSync(lock)) return undefined;
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

function isServerOf(pid: number, folder: string): boolean {
  const command = commandOf(pid) ?? '';
  return isPostgres(pid) && command.includes(`-D ${folder} `);
}

function isPostgres(pid: number): boolean {
  return /postgres/.test(commandOf(pid) ?? '');
}

async function stopServer(pid: number, folder: string): Promise<void> {
  signal(pid, 'SIGINT');
  if (await gone(() => !isServerOf(pid, folder), 10_000)) return;
  signal(pid, 'SIGKILL');
  await gone(() => !isServerOf(pid, folder), 5_000);
}

async function gone(isGone: () => boolean, limitMs: number): Promise<boolean> {
  for (const end = Date.now() + limitMs; Date.now() < end; await delay(50)) {
    if (isGone()) return true;
  }
  return isGone();
}
