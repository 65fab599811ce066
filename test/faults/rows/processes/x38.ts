import { setTimeout as delay } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '#start/ports.ts';
import type { Program } from '#start/programs/programs.ts';
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
    for (const { pid } of second) process.kill(pid, 'SIGSTOP');
    await delay(rig.scale.freezeMs);
    for (const { pid } of second) process.kill(pid, 'SIGCONT');
    await delay(rig.scale.faultAtMs);
    rig.liftedAt = Date.now();
    await Promise.all(second.map((running) => running.stop()));
  },
};

async function startSecond({ stack, mark, extra }: Rig, name: Program, word: string, env: Record<string, string> = {}) {
  const logFile = join(stack.folder, 'logs', `${mark}-second-${name}.log`);
  const running = await spawnProgram(logFile, { ...stack.env, ...env }, stack.programs[name]);
  extra.push(running);
  await until(() => readFileSync(logFile, 'utf8').includes(word) || undefined);
  return running;
}
