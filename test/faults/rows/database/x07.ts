import { setTimeout as delay } from 'node:timers/promises';
import { fault, type Fault } from '../../judge/verdict.ts';
import type { Rig } from '../../rig/rig.ts';
import type { Row } from '../row.ts';
import { until } from '../../rig/wait.ts';

export const x07: Row = {
  id: 'X07',
  title: 'PostgreSQL is down for a minute: webhooks get 503 at once, never 200, and everything heals by itself',
  traffic: 'load',
  inject: async (rig) => {
    const { postgres } = rig.stack;
    await postgres.down('SIGQUIT'); // "immediate": as a crash
    const from = Date.now();
    rig.findings.push(...(await judgeAway(rig)));
    await delay(Math.max(0, from + rig.scale.outageMs - Date.now()));
    rig.dishonest.push({ from, to: Date.now() });
    await postgres.up();
    rig.liftedAt = Date.now();
    rig.findings.push(...(await judgeHealing(rig)));
  },
  check: ({ dishonest, ledgers, scale }) => {
    const during = ledgers.posts.lines.filter(({ at, ms }) =>
      dishonest.some(({ from, to }) => at > from && at + ms < to),
    );
    const wrong = during.filter(({ status, ms }) => status !== 503 || ms > 1_000 * scale.slack);
    return wrong.map(({ status, ms }) =>
      fault('row', 'wrong state', `without the database a webhook got ${status} after ${Math.round(ms)} ms`),
    );
  },
};

/** People are told, in one shape and quickly, and supervisors are too. */
async function judgeAway({ desk, scale }: Rig): Promise<Fault[]> {
  const list = await desk.ask<{ error?: { code: string } }>('GET', '/api/chats');
  const ready = await desk.ask<{ missing: string[] }>('GET', '/health/ready');
  const faults: Fault[] = [];
  if (list.body?.error?.code !== 'DATABASE_UNAVAILABLE' || list.ms > 5_000 * scale.slack) {
    faults.push(
      fault(
        'row',
        'wrong state',
        `the list says ${list.status} ${list.body?.error?.code} after ${Math.round(list.ms)} ms`,
      ),
    );
  }
  if (ready.status !== 503 || !ready.body?.missing.includes('database')) {
    faults.push(fault('row', 'wrong state', `health says ${ready.status} ${JSON.stringify(ready.body)}`));
  }
  return faults;
}

export async function judgeHealing({ desk, liftedAt, scale }: Rig): Promise<Fault[]> {
  const healed = await until(async () => ((await desk.ask('GET', '/api/chats')).status === 200 ? true : undefined));
  const seconds = (Date.now() - liftedAt) / 1_000;
  return healed && seconds <= 5 * scale.slack
    ? []
    : [fault('row', 'wrong state', `the API found the database again only after ${seconds} s`)];
}
