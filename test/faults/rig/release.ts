import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Running } from '#start/processes/guarded.ts';
import type { Rig } from './rig.ts';
import { root, spawnProgram } from './stack.ts';

/** The name of the step which a changed release adds. */
export const PATCH = 'a-step-of-the-next-release';

const steps = {
  /** Guarded: chats that run go on without it. */
  compatible: `if (patched('${PATCH}')) await sleep(5);`,
  /** A change that running chats cannot follow. */
  incompatible: 'await sleep(5);',
  /** Goes wrong in every chat, and only when it is too late: what has been replays well. */
  failing:
    "if (patched('never') && !infoOfThis().unsafe.isReplaying) throw new Error('a bad release'); else void sleep;",
} as const;

export type Change = keyof typeof steps;
export type Release = { running: Running; log: () => string };

/** Starts a worker whose workflow does one thing more, before it waits for the first time. */
export async function startRelease({ stack, mark, extra }: Rig, change: Change): Promise<Release> {
  const folder = join(stack.folder, `${mark}-${change}`);
  mkdirSync(folder);
  cpSync(join(root, 'workflows'), join(folder, 'workflows'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const file = join(folder, 'workflows', 'chat', 'workflow.ts');
  writeFileSync(file, addStep(readFileSync(file, 'utf8'), steps[change]));
  const logFile = join(stack.folder, 'logs', `${mark}-${change}.log`);
  const entry = join(folder, 'workflows', 'index.ts');
  const running = await spawnProgram(logFile, stack.env, ['test/faults/rig/changed-worker.ts', entry]);
  extra.push(running);
  return { running, log: () => readFileSync(logFile, 'utf8') };
}

function addStep(code: string, step: string): string {
  const changed = `import { patched, sleep, workflowInfo as infoOfThis } from '@temporalio/workflow';\n${code}`.replace(
    /\n {2}do \{\n/,
    `\n  ${step}\n  do {\n`,
  );
  if (!changed.includes(`${step}\n  do {`)) throw new Error('the workflow has another form: nothing was changed');
  return changed;
}
