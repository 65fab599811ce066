import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Stack } from '#test/faults/rig/stack.ts';

/** Resident megabytes. */
export interface Memory {
  api: number;
  worker: number;
  both: number;
}

const LOOK_EVERY_MS = 100;
const TICKS_PER_SECOND = 100;

/** Read from the kernel, which costs nothing beside what is measured. */
export function memoryOf({ api, worker }: Stack): Memory {
  const [one, other] = [residentOf(api.running.pid), residentOf(worker.running.pid)];
  return { api: one, worker: other, both: one + other };
}

/** The most of each that was seen while `work` went on. */
export async function worstMemory<T>(stack: Stack, work: () => Promise<T>): Promise<Memory> {
  const worst = memoryOf(stack);
  const timer = setInterval(() => {
    const now = memoryOf(stack);
    for (const name of ['api', 'worker', 'both'] as const) worst[name] = Math.max(worst[name], now[name]);
  }, LOOK_EVERY_MS);
  await work().finally(() => clearInterval(timer));
  return worst;
}

/** Waits until neither grows or shrinks by much any more: a process that has just started is still loading. */
export async function settledMemory(stack: Stack, quietMs: number): Promise<Memory> {
  for (let before = memoryOf(stack); ;) {
    await delay(quietMs);
    const now = memoryOf(stack);
    if (Math.abs(now.both - before.both) < before.both * 0.01) return now;
    before = now;
  }
}

/** Seconds of processor time that a process has taken so far. */
export function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function residentOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
