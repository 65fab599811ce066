import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { META_WAITS_MS } from '../../rig/direct.ts';
import type { Row } from '../row.ts';

export const x09: Row = {
  id: 'X09',
  title: 'somebody holds the table of messages: webhooks are answered in time, with 503 where it lasts, and it drains',
  traffic: 'load',
  inject: async (rig) => {
    const holder = new pg.Client({ connectionString: rig.stack.postgres.running.url });
    await holder.connect();
    try {
      await holder.query('begin');
      await holder.query('lock table message in access exclusive mode');
      await delay(rig.scale.freezeMs);
      await holder.query('rollback');
    } finally {
      await holder.end();
    }
  },
  check: ({ ledgers, scale }) =>
    ledgers.posts.lines
      .filter(({ status, ms }) => ![200, 503].includes(status) || ms > META_WAITS_MS * scale.slack)
      .map(({ status, ms }) =>
        fault('row', 'wrong state', `a webhook was answered ${status} after ${Math.round(ms)} ms`),
      ),
};
