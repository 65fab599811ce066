import { pace, type Run } from '../sending/load.ts';
import type { Scale } from '../scale.ts';
import { inTurn, type Stage } from '../stage/stage.ts';
import { type Finding, quantile } from '../report/row.ts';

const PER_SECOND = 50;

/** Deliveries are taken as before while the engine is gone and while it comes back; then everything is caught up. */
export async function measureOutage(stage: Stage, { seconds, clients }: Scale): Promise<Finding[]> {
  const page = await stage.newPage();
  const next = inTurn(page, await stage.newClients(page, clients));
  const during = (count: number): Promise<Run> => pace(stage.product, PER_SECOND, count, next);
  await stage.stack.temporal.down();
  const count = Math.ceil(PER_SECOND * seconds);
  const stopped = await during(count);
  const [returning] = await Promise.all([during(count), stage.stack.temporal.up()]);
  const caughtUp = await stage.drained();
  const p99 = ({ acks }: Run): number => quantile(acks, 0.99);
  return [
    { name: 'engine stopped: ack p99', unit: 'ms', figure: p99(stopped), goal: { is: 'at most', must: 100 } },
    { name: 'engine coming back: ack p99', unit: 'ms', figure: p99(returning), goal: { is: 'at most', must: 200 } },
    {
      name: 'engine away: refused',
      unit: '',
      figure: stopped.refused + returning.refused,
      goal: { is: 'at most', must: 0 },
    },
    { name: 'engine back: all caught up after', unit: 's', figure: caughtUp, goal: { is: 'at most', must: 30 } },
  ];
}
