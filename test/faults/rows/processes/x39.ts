import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { pageOf } from '../../rig/exchange.ts';
import { untilAnswers } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

const EXIT_MS = 30_000;

export const x39: Row = {
  id: 'X39',
  title: 'API and worker are asked to stop under load: they end in time, finish what is under way, and answer no 5xx',
  traffic: 'load',
  inject: async (rig) => {
    const { facebookId } = pageOf(rig);
    const { meta, api, worker } = rig.stack;
    await meta.setFaults(facebookId, [{ kind: 'slow', ms: 500 }]);
    await delay(300);
    for (const process of [api, worker]) {
      const ms = await process.terminate();
      if (ms > EXIT_MS * rig.scale.slack)
        rig.findings.push(fault('row', 'wrong state', `the ${process.name} ended only after ${ms} ms`));
      await untilAnswers(rig);
      await delay(500);
    }
    await meta.setFaults(facebookId, []);
  },
  check: ({ ledgers }, { rows }) => [
    ...ledgers.posts.lines
      .filter(({ status }) => status >= 500)
      .map(({ status }) => fault('row', 'wrong state', `a webhook was answered ${status} during the stop`)),
    ...rows
      .filter(({ via, state }) => via === 'desk' && !['sent', 'delivered', 'unknown'].includes(state))
      .map(({ text, state }) => fault('row', 'wrong state', `"${text}" is ${state} after the stop`)),
  ],
};
