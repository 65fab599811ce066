import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { judgeTasks } from '../../judge/histories.ts';
import { fault } from '../../judge/verdict.ts';
import { spawnProgram } from '../../rig/stack.ts';
import { until } from '../../rig/wait.ts';
import { readFileSync } from 'node:fs';
import type { Row } from '../row.ts';

const GRACE_MS = 30_000;

export const x29: Row = {
  id: 'X29',
  title: 'a worker is replaced under load, the next one first: no chat stumbles, nothing is sent twice',
  traffic: 'load',
  inject: async (rig) => {
    const { stack } = rig;
    const logFile = join(stack.folder, 'logs', `${rig.mark}-next-worker.log`);
    const next = await spawnProgram(logFile, stack.env, stack.programs.worker);
    rig.extra.push(next);
    await until(() => readFileSync(logFile, 'utf8').includes('worker started') || undefined);
    await delay(1_000);
    const ms = await stack.worker.terminate();
    if (ms > GRACE_MS * rig.scale.slack)
      rig.findings.push(fault('row', 'wrong state', `the old worker ended only after ${ms} ms`));
    await delay(2_000);
    await next.stop(GRACE_MS);
  },
  check: (rig, { chats }) => judgeTasks(rig, chats),
};
