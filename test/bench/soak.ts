import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { backlog } from '#test/faults/judge/health.ts';
import { untilQuiet } from '#test/faults/judge/judge.ts';
import { openRig, type Rig } from '#test/faults/rig/rig.ts';
import { long } from '#test/faults/rig/scale.ts';
import { bringUpStack, type Stack } from '#test/faults/rig/stack.ts';
import { runTraffic } from '#test/faults/rig/traffic.ts';
import { median, quantile } from './report/row.ts';
import { printCells, short } from './report/table.ts';
import { type Memory, memoryOf } from './stage/memory.ts';

/**
 * `npm run soak`: an hour of the fault rig's standard load and nobody who kills anything. Each process may grow by a
 * twentieth from its first sixth to its last one, and nothing is left waiting at the end. `--minutes 10` is shorter.
 */
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
const minutes = Number(values.minutes);
const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 2_000;
const GROWTH = 0.05;
/** As the promise has it, of an hour: ten minutes. */
const WINDOWS = 6;

interface Sample {
  memory: Memory;
  /** Milliseconds since the load began. */
  at: number;
}

const stack = await bringUpStack();
try {
  const rig = await openRig(stack, 'soak', 1, { ...long, loadMs: minutes * MINUTE_MS });
  const samples = await sampled(stack, rig);
  await untilQuiet(rig);
  const left = Object.entries(await backlog(rig)).filter(([, count]) => count > 0);
  process.exitCode = judged(samples) && left.length === 0 ? 0 : 1;
  console.log(left.length === 0 ? 'nothing waits' : `still waiting: ${left.map((one) => one.join(' ')).join(', ')}`);
  await rig.close();
} finally {
  await stack.close();
}

/** What the processes held while the load lasted; tells of each minute as it ends. */
async function sampled(on: Stack, rig: Rig): Promise<Sample[]> {
  const samples: Sample[] = [];
  const since = performance.now();
  let over = false;
  const traffic = runTraffic(rig).finally(() => (over = true));
  for (let minute = 1; !over; minute += 1) {
    const from = samples.length;
    const posts = rig.ledgers.posts.lines.length;
    while (!over && performance.now() - since < minute * MINUTE_MS) {
      samples.push({ memory: memoryOf(on), at: performance.now() - since });
      await delay(LOOK_EVERY_MS);
    }
    const acks = rig.ledgers.posts.lines.slice(posts).map(({ ms }) => ms);
    const { undecided, unsent } = await backlog(rig);
    const held = samples.slice(from).map(({ memory }) => memory);
    const of = (name: keyof Memory): string => short(median(held.map((memory) => memory[name])));
    console.log(
      `minute ${minute}: API ${of('api')} MB, worker ${of('worker')} MB; ` +
        `ack p95 ${short(quantile(acks, 0.95))} ms; undecided ${undecided}, unsent ${unsent}`,
    );
  }
  await traffic;
  return samples;
}

/** The first sixth of the time beside the last one; medians. */
function judged(samples: Sample[]): boolean {
  const window = (minutes * MINUTE_MS) / WINDOWS;
  const end = samples.at(-1)?.at ?? 0;
  const rows = (['api', 'worker', 'both'] as const).map((name) => {
    const of = (kept: (at: number) => boolean): number =>
      median(samples.filter(({ at }) => kept(at)).map(({ memory }) => memory[name]));
    return { name, first: of((at) => at <= window), last: of((at) => at >= end - window) };
  });
  printCells([
    ['', `first ${short(minutes / WINDOWS)} min`, 'last', 'last ÷ first', ''],
    ...rows.map(({ name, first, last }) => [
      name,
      `${short(first)} MB`,
      `${short(last)} MB`,
      (last / first).toFixed(3),
      last <= first * (1 + GROWTH) ? 'holds' : 'NO',
    ]),
  ]);
  return rows.every(({ first, last }) => last <= first * (1 + GROWTH));
}
