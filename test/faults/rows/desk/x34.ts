import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

export const x34: Row = {
  id: 'X34',
  title:
    'the live stream is cut again and again, its machine sleeps: it comes back without a gap, without loading anew',
  traffic: 'load',
  inject: async (rig) => {
    const { browser } = rig;
    for (let n = 0; n < rig.scale.kills; n += 1) {
      browser.cut();
      await delay(rig.scale.freezeMs / (rig.scale.kills * 4));
    }
    // The machine sleeps: the stream stays open, and nobody reads it.
    browser.sleep();
    await delay(rig.scale.freezeMs / 2);
    browser.wake();
    rig.liftedAt = Date.now();
    const seen = browser.messages.size;
    if (!(await until(() => (browser.messages.size > seen ? true : undefined))))
      rig.findings.push(fault('row', 'lost', 'after its sleep the window shows nothing new'));
  },
};
