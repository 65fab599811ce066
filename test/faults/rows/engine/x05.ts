import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { workWithoutEngine } from '../../rig/without-engine.ts';
import type { Row } from '../row.ts';

export const x05: Row = {
  id: 'X05',
  title: 'Temporal is frozen: no request hangs, and nothing waits for it that need not',
  traffic: 'load',
  inject: async (rig) => {
    const { temporal } = rig.stack;
    temporal.freeze();
    const until = Date.now() + rig.scale.freezeMs;
    try {
      rig.findings.push(...(await workWithoutEngine(rig)));
      await delay(Math.max(0, until - Date.now()));
    } finally {
      temporal.thaw();
    }
  },
  check: ({ ledgers, scale }) => [
    ...ledgers.posts.lines
      .filter(({ status, ms }) => status !== 200 || ms > 1_000 * scale.slack)
      .map(({ status, ms }) =>
        fault('row', 'wrong state', `a webhook was answered ${status} after ${Math.round(ms)} ms`),
      ),
    ...ledgers.asks.lines
      .filter(({ ms }) => ms > 5_000 * scale.slack)
      .map(({ what, ms }) => fault('row', 'wrong state', `a request to ${what} hung for ${Math.round(ms)} ms`)),
  ],
};
