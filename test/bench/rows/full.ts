import type { Scale } from '../scale.ts';
import { saturate } from '../sending/load.ts';
import type { Filled } from '../stage/fill.ts';
import { inTurn, type Stage } from '../stage/stage.ts';
import { type Finding, quantile } from '../report/row.ts';
import { sizeOf } from './lists.ts';
import { readableTimes } from './sight.ts';

const WIDTH = 16;

/** What comes in is taken and seen with so many chats as with none. */
export async function measureFull(stage: Stage, scale: Scale, { chats }: Filled): Promise<Finding[]> {
  const page = await stage.newPage();
  const next = inTurn(page, await stage.newClients(page, scale.clients));
  const product = await saturate(stage.product, WIDTH, scale.seconds * 1_000, next);
  await stage.drained();
  const bare = await saturate(stage.bare, WIDTH, scale.seconds * 1_000, next);
  const times = await readableTimes(stage, scale.samples);
  const name = `${sizeOf(chats)} chats`;
  const seen = (label: string, q: number, must: number): Finding => ({
    name: `${name}: readable in the API, ${label}`,
    unit: 'ms',
    figure: quantile(times.product, q),
    bare: quantile(times.bare, q),
    goal: { is: 'at most', must },
  });
  return [
    {
      name: `${name}: accepted, ${WIDTH} at once`,
      unit: '/s',
      figure: product.acks.length / product.seconds,
      bare: bare.acks.length / bare.seconds,
      goal: { is: 'at least', must: 1_200, ofBare: 0.5 },
    },
    seen('p50', 0.5, 6),
    seen('p95', 0.95, 10),
  ];
}
