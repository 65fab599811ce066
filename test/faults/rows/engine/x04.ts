import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { workWithoutEngine } from '../../rig/without-engine.ts';
import type { Row } from '../row.ts';

export const x04: Row = {
  id: 'X04',
  title: 'Temporal is down for a minute: webhooks stay 200, messages are visible at once, answers wait in sight',
  traffic: 'load',
  inject: async (rig) => {
    const { temporal } = rig.stack;
    await temporal.down();
    const until = Date.now() + rig.scale.outageMs;
    rig.findings.push(...(await workWithoutEngine(rig)));
    await delay(Math.max(0, until - Date.now()));
    await temporal.up();
  },
  check: ({ ledgers, scale }) => {
    const bad = ledgers.posts.lines.filter(({ status, ms }) => status !== 200 || ms > 1_000 * scale.slack);
    return bad.map(({ status, ms }) =>
      fault('row', 'wrong state', `a webhook was answered ${status} after ${Math.round(ms)} ms`),
    );
  },
};
