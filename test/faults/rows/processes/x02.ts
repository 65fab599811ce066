import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import type { Row } from '../row.ts';

export const x02: Row = {
  id: 'X02',
  title: 'the worker is killed, also between an answer of Meta and its completion: nothing is sent twice',
  traffic: 'load',
  length: 2,
  inject: async (rig) => {
    const [page] = rig.pages;
    if (!page) return;
    // Answers take a moment, so that some are under way whenever the worker dies.
    await rig.stack.meta.setFaults(page.facebookId, [{ kind: 'slow', ms: 300 }]);
    for (let n = 0; n < Math.min(2, rig.scale.kills); n += 1) {
      await rig.stack.worker.kill();
      await delay(1_000 + rig.random() * 2_000);
    }
    await rig.stack.meta.setFaults(page.facebookId, []);
  },
  check: ({ ledgers, scale }) => {
    const slow = ledgers.posts.lines.filter(({ status, ms }) => status !== 200 || ms > 1_000 * scale.slack);
    return slow.map(({ status, ms }) =>
      fault('row', 'wrong state', `a webhook was answered ${status} after ${Math.round(ms)} ms`),
    );
  },
};
