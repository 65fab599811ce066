import type { Rig } from '../rig/rig.ts';
import { pageIds } from './evidence.ts';
import { type Fault, fault } from './verdict.ts';

export type Backlog = { undecided: number; unrelayed: number; unsent: number; unlooked: number };

/** What waits somewhere inside; `before` only counts what was there at that moment. */
export async function backlog(rig: Rig, before = new Date()): Promise<Backlog> {
  const { rows } = await rig.stack.pool.query<Backlog>(
    `select
       (select count(*)::int from chat_input i join client c on c.id = i.client_id
        where c.page_id = any($1::uuid[]) and i.decided_at is null and i.created_at <= $2) as undecided,
       (select count(*)::int from client where page_id = any($1::uuid[]) and inbox_rev > relayed_rev)
         + (select count(*)::int from delivery where aside_at is null) as unrelayed,
       (select count(*)::int from message where page_id = any($1::uuid[]) and direction = 'out' and at <= $2
         and state in ('queued', 'sending')) as unsent,
       (select count(*)::int from waiting_room where page_id = any($1::uuid[]) and reason is null) as unlooked`,
    [pageIds(rig), before],
  );
  return rows[0] ?? { undecided: 0, unrelayed: 0, unsent: 0, unlooked: 0 };
}

export async function isHealthy(rig: Rig): Promise<boolean> {
  const answer = await rig.desk.ask<{ ready: boolean; degraded: boolean }>(
    'GET',
    '/health/ready',
    undefined,
    {},
    3_000,
  );
  return answer.status === 200 && answer.body.ready && !answer.body.degraded;
}

/** I7: nobody had to lend a hand: all processes run, nothing died unasked, nothing waits. */
export async function judgeHealth(rig: Rig): Promise<Fault[]> {
  const { api, worker, temporal, postgres } = rig.stack;
  const waiting = Object.entries(await backlog(rig)).filter(([, count]) => count > 0);
  return [
    ...[api, worker, temporal, postgres].flatMap(({ surprises }) =>
      surprises.map((what) => fault('I7', 'wrong state', what)),
    ),
    ...waiting.map(([what, count]) => fault('I7', 'wrong state', `${count} ${what} at the end`)),
    ...((await isHealthy(rig)) ? [] : [fault('I7', 'wrong state', 'the product does not call itself healthy')]),
  ];
}
