import { type Run, pace, saturate } from '../sending/load.ts';
import type { Target, Writing } from '../sending/request.ts';
import type { Scale } from '../scale.ts';
import { inTurn, type Stage } from '../stage/stage.ts';
import { type Finding, type Goal, median, quantile } from '../report/row.ts';

const PER_SECOND = 50;
const MUST: Record<number, number> = { 1: 400, 16: 1_200, 64: 1_800 };

interface Pair {
  product: Run;
  bare: Run;
}

/** How fast deliveries are taken and kept, beside a server that only checks and writes; both in turn. */
export async function measureAcceptance(stage: Stage, scale: Scale): Promise<Finding[]> {
  const page = await stage.newPage();
  const next = inTurn(page, await stage.newClients(page, scale.clients));
  const crowds: Pair[] = [];
  for (const width of scale.senders)
    crowds.push(await inBoth(stage, (target) => saturate(target, width, scale.seconds * 1_000, next)));
  const steady = await steadily(stage, scale, next);
  const [last] = crowds.slice(-1);
  const all = [...crowds, steady].map(({ product }) => product);
  const refused = all.reduce((sum, run) => sum + run.refused, 0);
  return [
    ...crowds.map((pair, index) => accepted(scale.senders[index] ?? 0, pair)),
    ack('p50', steady, 0.5, { is: 'at most', must: 2.5 }),
    ack('p95', steady, 0.95, { is: 'at most', must: 6 }),
    ack('p99', steady, 0.99),
    { name: 'deliveries refused', figure: refused, unit: '', goal: { is: 'at most', must: 0 } },
    {
      name: 'processor time of the sender itself',
      unit: 'µs',
      figure: last?.product.senderMicros ?? NaN,
      bare: last?.bare.senderMicros ?? NaN,
    },
  ];
}

async function steadily(stage: Stage, { seconds }: Scale, next: () => Writing): Promise<Pair> {
  return inBoth(stage, (target) => pace(target, PER_SECOND, Math.ceil(PER_SECOND * seconds), next));
}

/** Each begins when nothing of the one before is under way any more. */
async function inBoth(stage: Stage, run: (target: Target) => Promise<Run>): Promise<Pair> {
  const product = await run(stage.product);
  await stage.drained();
  return { product, bare: await run(stage.bare) };
}

function accepted(width: number, { product, bare }: Pair): Finding {
  const perSecond = ({ acks, seconds }: Run): number => acks.length / seconds;
  const must = MUST[width];
  return {
    name: `accepted, ${width} at once`,
    unit: '/s',
    figure: perSecond(product),
    bare: perSecond(bare),
    goal: { is: 'at least', ...(must === undefined ? {} : { must }), ofBare: 0.5 },
  };
}

function ack(name: string, { product, bare }: Pair, q: number, goal?: Goal): Finding {
  const of = ({ acks }: Run): number => (q === 0.5 ? median(acks) : quantile(acks, q));
  const unit = 'ms';
  return { name: `ack at 50/s, ${name}`, unit, figure: of(product), bare: of(bare), ...(goal ? { goal } : {}) };
}
