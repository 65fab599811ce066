import { setTimeout as delay } from 'node:timers/promises';
import { identityOf, signal } from './process-table.ts';

export type Entry = { pid: number; identity: string };

export function entryOf(pid: number): Entry {
  return { pid, identity: identityOf(pid) ?? '' };
}

export function isAlive({ pid, identity }: Entry): boolean {
  return identityOf(pid) === identity;
}

export async function endAll(entries: Entry[]): Promise<void> {
  const alive = entries.filter(isAlive);
  for (const { pid } of alive) signal(pid, 'SIGTERM');
  for (const end = Date.now() + 5_000; alive.some(isAlive) && Date.now() < end;) await delay(50);
  for (const { pid } of alive.filter(isAlive)) signal(pid, 'SIGKILL');
  for (const end = Date.now() + 2_000; alive.some(isAlive) && Date.now() < end;) await delay(20);
}
