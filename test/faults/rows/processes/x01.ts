import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { untilAnswers } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

export const x01: Row = {
  id: 'X01',
  title: 'the API is killed again and again: nothing that was answered 200 is lost',
  traffic: 'load',
  inject: async (rig) => {
    for (let n = 0; n < rig.scale.kills; n += 1) {
      await rig.stack.api.kill();
      const seconds = await untilAnswers(rig);
      if (seconds > 5 * rig.scale.slack)
        rig.findings.push(fault('row', 'wrong state', `the API answered only ${seconds} s after its death`));
      await delay(500 + rig.random() * 1_500);
    }
  },
};
