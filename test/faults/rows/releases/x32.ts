import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { fault } from '../../judge/verdict.ts';
import { spawnProgram } from '../../rig/stack.ts';
import type { Rig } from '../../rig/rig.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

export const x32: Row = {
  id: 'X32',
  title: 'the tables are changed under load, while somebody reads for long: nobody waits in line behind the change',
  traffic: 'load',
  inject: async (rig) => {
    const { stack } = rig;
    const reader = new pg.Client({ connectionString: stack.postgres.running.url });
    await reader.connect();
    try {
      // A long report: the change has to wait for it, and whoever came after the change must not.
      await reader.query('begin');
      await reader.query('select count(*) from message');
      const logFile = join(stack.folder, 'logs', `${rig.mark}-migrate.log`);
      const change = await spawnProgram(logFile, stack.env, ['test/faults/rig/next-migration.ts', rig.mark]);
      if (!(await until(() => isTried(rig))))
        rig.findings.push(fault('row', 'wrong state', 'the change was not even tried'));
      await delay(rig.scale.freezeMs);
      await reader.query('rollback');
      const how = await change.exited;
      if (how !== 'exit code 0')
        rig.findings.push(fault('row', 'wrong state', `the change of the tables ended: ${how}`));
    } finally {
      await reader.end();
    }
  },
  check: ({ ledgers, scale }) =>
    ledgers.posts.lines
      .filter(({ status, ms }) => status !== 200 || ms > 1_000 * scale.slack)
      .map(({ status, ms }) =>
        fault('row', 'wrong state', `a webhook was answered ${status} after ${Math.round(ms)} ms`),
      ),
};

async function isTried({ stack }: Rig): Promise<true | undefined> {
  const { rowCount } = await stack.pool.query(
    `select 1 from pg_stat_activity where query ilike 'alter table message%' and wait_event_type = 'Lock'`,
  );
  return rowCount ? true : undefined;
}
