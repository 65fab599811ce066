import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { startRelease } from '../../rig/release.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

export const x31: Row = {
  id: 'X31',
  title: 'a bad release fails in every chat and is taken back: all chats go on, nobody resets anything',
  traffic: 'load',
  length: 4,
  inject: async (rig) => {
    const { worker } = rig.stack;
    await worker.down('SIGTERM');
    const release = await startRelease(rig, 'failing');
    const failed = await until(() => release.log().includes('a bad release') || undefined);
    if (!failed) rig.findings.push(fault('row', 'wrong state', 'the bad release did nothing wrong'));
    await delay(rig.scale.freezeMs / 2);
    await release.running.stop();
    await worker.up();
  },
};
