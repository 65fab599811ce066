import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { z } from 'zod';
import { root } from '#test/faults/rig/stack.ts';
import type { Row } from './row.ts';

const goal = z.object({
  is: z.enum(['at most', 'at least']),
  must: z.number().optional(),
  aim: z.number().optional(),
  ofBare: z.number().optional(),
});
// A figure that there was none of is kept as null.
const figures = z.array(
  z
    .number()
    .nullable()
    .transform((value) => value ?? NaN),
);
const keptRun = z.object({
  commit: z.string(),
  at: z.string(),
  scale: z.string(),
  machine: z.object({ cores: z.number(), model: z.string() }),
  rows: z.array(z.object({ name: z.string(), unit: z.string(), figures, bares: figures, goal: goal.optional() })),
});

/** A run as it is kept and compared. */
export interface KeptRun {
  commit: string;
  at: string;
  scale: string;
  machine: { cores: number; model: string };
  rows: Row[];
}

export function runOf(scale: string, rows: Row[]): KeptRun {
  const [first, ...others] = cpus();
  const machine = { cores: others.length + 1, model: first?.model ?? '' };
  return { commit: commit(), at: new Date().toISOString(), scale, machine, rows };
}

export function keep(file: string, run: KeptRun): void {
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
}

export function readRun(file: string): KeptRun {
  return keptRun.parse(JSON.parse(readFileSync(file, 'utf8'))) as KeptRun;
}

function commit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : ' and changes'}`;
  } catch {
    return 'no repository';
  }
}
