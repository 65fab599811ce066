import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { untilAnswers } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

export const x03: Row = {
  id: 'X03',
  title: 'API and worker are killed together: what was accepted is taken up where it was',
  traffic: 'load',
  length: 3,
  inject: async (rig) => {
    const { api, worker } = rig.stack;
    for (let n = 0; n < Math.min(2, rig.scale.kills - 1); n += 1) {
      await Promise.all([api.kill(), worker.kill()]);
      const seconds = await untilAnswers(rig);
      if (seconds > 5 * rig.scale.slack)
        rig.findings.push(fault('row', 'wrong state', `the API answered only ${seconds} s after its death`));
      await delay(1_000 + rig.random() * 2_000);
    }
  },
};
