import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
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
const figure = z
  .number()
  .nullable()
  .transform((value) => value ?? NaN);
const figures = z.array(figure);
const keptRun = z.object({
  commit: z.string(),
  at: z.string(),
  scale: z.string(),
  machine: z.object({ cores: z.number(), model: z.string(), load: figure.default(NaN) }),
  rows: z.array(
    z.object({
      section: z.string().default(''),
      name: z.string(),
      unit: z.string(),
      figures,
      bares: figures,
      goal: goal.optional(),
    }),
  ),
});

/** A run as it is kept and compared. */
export interface KeptRun {
  commit: string;
  at: string;
  scale: string;
  /** `load`: what else it had to do in the minute before the run. */
  machine: { cores: number; model: string; load: number };
  rows: Row[];
}

/** A run that begins: of what the code is now, and what else the machine had to do in the minute before. */
export function beginRun(scale: string): KeptRun {
  const [first, ...others] = cpus();
  const [load = NaN] = loadavg();
  const machine = { cores: others.length + 1, model: first?.model ?? '', load };
  return { commit: commit(), at: new Date().toISOString(), scale, machine, rows: [] };
}

export function keep(file: string, run: KeptRun): void {
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
}

export function readRun(file: string): KeptRun {
  return parseRun(JSON.parse(readFileSync(file, 'utf8')));
}

export function parseRun(kept: unknown): KeptRun {
  return keptRun.parse(kept) as KeptRun;
}

function commit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : ' and changes'}`;
  } catch {
    return 'no repository';
  }
}
