import { join } from 'node:path';
import type { Config } from '#config';
import type { Logs } from './processes/logs.ts';
import type { Environment, Plan } from './plan.ts';
import { type Running, spawnGuarded, type SpawnOptions } from './processes/guarded.ts';
import type { RunFile } from './processes/run-file.ts';
import { type Kept, keepRunning } from './processes/supervise.ts';
import type { Say } from './terminal.ts';
import { StartError } from './until.ts';

/** What the parts of one start share. */
export type Stack = {
  config: Config;
  given: Environment;
  say: Say;
  plan: Plan;
  runFile: RunFile;
  logs: Logs;
  /** Running, and started again when they end. */
  kept: Map<string, Kept>;
  /** Migration, seed, build: they end by themselves, unless we are stopped first. */
  passing: Set<Running>;
  /** What is being brought up, also after another part failed. */
  steps: Promise<unknown>[];
  stopping: AbortController;
};

export const root = join(import.meta.dirname, '..');

export async function keep(
  stack: Stack,
  name: string,
  start: () => Promise<Running>,
  isWell?: () => Promise<boolean>,
): Promise<void> {
  stack.kept.set(name, await keepRunning(name, start, stack, isWell));
}

/** Starts one of our own programs on the Node we run on. */
export function spawnProgram(stack: Stack, name: string, args: string[], env: Environment, where: Where = {}) {
  const logFile = stack.logs.file(name);
  return spawnGuarded({ command: process.execPath, args, logFile, env, cwd: root, ...where });
}

type Where = Pick<SpawnOptions, 'cwd' | 'umask'>;

export async function runToEnd(stack: Stack, name: string, args: string[], env: Environment, where: Where = {}) {
  const running = await spawnProgram(stack, name, args, env, where);
  stack.passing.add(running);
  const how = await running.exited;
  stack.passing.delete(running);
  if (how !== 'exit code 0') throw new StartError(`${name} failed (${how}).`, stack.logs.file(name));
}
