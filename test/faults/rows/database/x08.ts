import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fault } from '../../judge/verdict.ts';
import type { Row } from '../row.ts';
import { judgeHealing } from './x07.ts';

export const x08: Row = {
  id: 'X08',
  title: 'PostgreSQL is killed and its lock names a zombie: the start clears it and comes up unaided',
  traffic: 'load',
  inject: async (rig) => {
    const { postgres } = rig.stack;
    const { folder } = postgres.running;
    await postgres.down('SIGKILL');
    const zombie = await leaveZombie();
    const lock = join(folder, 'postmaster.pid');
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(zombie.pid)));
    const since = Date.now();
    await postgres.up();
    const seconds = (Date.now() - since) / 1_000;
    zombie.bury();
    rig.liftedAt = Date.now();
    if (seconds > 20 * rig.scale.slack)
      rig.findings.push(fault('row', 'wrong state', `PostgreSQL needed ${seconds} s to come back`));
    rig.findings.push(...(await judgeHealing(rig)));
  },
};

/** A dead process that nobody reaps still answers to signal 0, as the killed server of a killed launcher does. */
async function leaveZombie(): Promise<{ pid: number; bury: () => void }> {
  const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 600'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  return { pid: Number(line.toString()), bury: () => parent.kill('SIGKILL') };
}
