import { joined, pace, type Run, saturate, type Target } from './load.ts';
import { inTurn, type Stage } from './stage.ts';
import { quantile, type Row } from './table.ts';

const WIDTH = 16;
const PER_SECOND = 50;

/**
 * How fast deliveries are taken and kept, beside a server that only checks and writes; both in turn, so that noise hits
 * both.
 */
export async function measureAcceptance(stage: Stage, rounds: number, seconds: number): Promise<Row[]> {
  const page = await stage.newPage();
  const next = inTurn(page, await stage.newClients(page, 100));
  const runs = { product: kindsOfRun(), bare: kindsOfRun() };
  await round(stage, kindsOfRun(), stage.product, 1, next);
  await round(stage, kindsOfRun(), stage.bare, 1, next);
  for (let count = 0; count < rounds; count += 1) {
    await round(stage, runs.product, stage.product, seconds, next);
    await round(stage, runs.bare, stage.bare, seconds, next);
  }
  return rowsOf(runs.product, runs.bare);
}

interface Runs {
  crowd: Run[];
  steady: Run[];
}

const kindsOfRun = (): Runs => ({ crowd: [], steady: [] });

async function round(
  stage: Stage,
  runs: Runs,
  target: Target,
  seconds: number,
  next: () => ReturnType<ReturnType<typeof inTurn>>,
) {
  runs.crowd.push(await saturate(target, WIDTH, seconds * 1000, next));
  await stage.drained();
  runs.steady.push(await pace(target, PER_SECOND, PER_SECOND * seconds, next));
  await stage.drained();
}

function rowsOf(product: Runs, bare: Runs): Row[] {
  const perSecond = (runs: Runs): number => joined(runs.crowd).acks.length / joined(runs.crowd).seconds;
  const ack = (runs: Runs, q: number): number => quantile(joined(runs.steady).acks, q);
  const beside = (name: string, figure: (runs: Runs) => number) => ({
    name,
    figure: figure(product),
    bare: figure(bare),
  });
  return [
    { ...beside('accepted, 16 at once', perSecond), unit: '/s', goal: { is: 'at least', must: 500, aim: 1000 } },
    { ...beside('ack at 50/s, p50', (of) => ack(of, 0.5)), unit: 'ms', goal: { is: 'at most', must: 8, aim: 3 } },
    { ...beside('ack at 50/s, p95', (of) => ack(of, 0.95)), unit: 'ms', goal: { is: 'at most', must: 20, aim: 8 } },
    { ...beside('ack at 50/s, p99', (of) => ack(of, 0.99)), unit: 'ms' },
    {
      name: 'deliveries refused',
      figure: joined([...product.crowd, ...product.steady]).refused,
      unit: '',
      goal: { is: 'at most', must: 0 },
    },
  ];
}
