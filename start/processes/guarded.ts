import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { PRIVATE_UMASK } from '../private.ts';

export type StopSignal = 'SIGTERM' | 'SIGINT';

/** A started child. `stop` asks politely, waits `graceMs`, then kills; it resolves when the process is gone. */
export type Running = {
  pid: number;
  exited: Promise<string>;
  stop: (graceMs?: number) => Promise<void>;
};

export type SpawnOptions = {
  command: string;
  args: string[];
  /** Appended to; the caller rotates it. */
  logFile: string;
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** Who runs it, when not we ourselves. */
  account?: { uid: number; gid: number } | undefined;
  stopSignal?: StopSignal;
  /** Of what it makes; without it that is its owner's alone. */
  umask?: number;
  /** Seconds a guard waits after our own death before it stops the child: servers outlive those who use them. */
  guardDelay?: number;
};

/**
 * Starts a child in a process group of its own, so that Ctrl-C in a terminal reaches only us and the order of stopping
 * stays ours, with a guard beside it that stops the child when we die without a word.
 */
export async function spawnGuarded(options: SpawnOptions): Promise<Running> {
  const child = await spawnChild(options);
  const pid = child.pid as number;
  const signal = options.stopSignal ?? 'SIGTERM';
  const guard = spawn('/bin/sh', [guardFile, String(pid), signal.slice(3), String(options.guardDelay ?? 0)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, by) => {
      guard.stdin.end('done\n');
      resolve(by === null ? `exit code ${code}` : by);
    });
  });
  return { pid, exited, stop: (graceMs = 10_000) => stopChild(child, exited, signal, graceMs) };
}

const guardFile = join(import.meta.dirname, 'guard.sh');

function spawnChild(options: SpawnOptions): Promise<ChildProcess> {
  mkdirSync(dirname(options.logFile), { recursive: true, mode: 0o700 });
  const log = openSync(options.logFile, 'a', 0o600);
  const child = withUmask(options.umask ?? PRIVATE_UMASK, () =>
    spawn(options.command, options.args, {
      stdio: ['ignore', log, log],
      detached: true,
      ...(options.env && { env: options.env }),
      ...(options.cwd && { cwd: options.cwd }),
      ...options.account,
    }),
  );
  closeSync(log);
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child));
    child.once('error', reject);
  });
}

/** A child takes over what is set in the moment it is made. A thread may not set it, and makes no children of ours. */
function withUmask<T>(mask: number, make: () => T): T {
  if (!isMainThread) return make();
  const before = process.umask(mask);
  try {
    return make();
  } finally {
    process.umask(before);
  }
}

async function stopChild(child: ChildProcess, exited: Promise<string>, signal: StopSignal, graceMs: number) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const killer = setTimeout(() => killGroup(child.pid as number), graceMs);
  await exited;
  clearTimeout(killer);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone in the meantime: what we wanted.
  }
}
