import { setTimeout as delay } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '#start/ports.ts';
import type { Running } from '#start/processes/guarded.ts';
import type { Program } from '#start/programs/programs.ts';
import { fault } from '../../judge/verdict.ts';
import type { Rig } from '../../rig/rig.ts';
import { spawnProgram } from '../../rig/stack.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

export const x38: Row = {
  id: 'X38',
  title:
    'of two APIs and two workers one each freezes with work in hand and comes back: nothing is split, nothing twice',
  traffic: 'load',
  length: 2,
  inject: async (rig) => {
    const second = await Promise.all([
      startSecond(rig, 'api', 'api started', { PORT: String(await freePort()) }),
      startSecond(rig, 'worker', 'worker started'),
    ]);
    await delay(rig.scale.faultAtMs / 2);
    const signal = (name: NodeJS.Signals): void => second.forEach((running) => tell(running, name));
    signal('SIGSTOP');
    await delay(rig.scale.freezeMs);
    signal('SIGCONT');
    await delay(rig.scale.faultAtMs);
    rig.liftedAt = Date.now();
    await Promise.all(second.map((running) => running.stop()));
  },
};

async function startSecond(rig: Rig, name: Program, word: string, env: Record<string, string> = {}) {
  const { stack, mark, extra } = rig;
  const logFile = join(stack.folder, 'logs', `${mark}-second-${name}.log`);
  const running = await spawnProgram(logFile, { ...stack.env, ...env }, stack.programs[name]);
  extra.push(running);
  void running.exited.then((how) => {
    if (rig.liftedAt > 0) return;
    const last = readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? '';
    rig.findings.push(fault('row', 'wrong state', `the second ${name} ended by itself (${how}): ${last}`));
  });
  await until(() => readFileSync(logFile, 'utf8').includes(word) || undefined);
  return running;
}

/** One that has ended by itself is a finding of its own. */
function tell({ pid }: Running, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
