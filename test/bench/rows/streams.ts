import type { Scale } from '../scale.ts';
import { pace } from '../sending/load.ts';
import { processorSeconds } from '../stage/memory.ts';
import { hirePeople, type Person } from '../stage/people.ts';
import { inTurn, type Stage } from '../stage/stage.ts';
import { openWindow, type OpenWindow } from '../stage/window.ts';
import type { Writing } from '../sending/request.ts';
import { type Finding, quantile } from '../report/row.ts';

const PER_SECOND = 20;

/** Many people look at their desks while messages come in: from an address each, and all from one. */
export async function measureStreams(stage: Stage, scale: Scale): Promise<Finding[]> {
  const page = await stage.newPage();
  const next = inTurn(page, await stage.newClients(page, scale.clients));
  const people = await hirePeople(stage.stack, scale.streams);
  const count = Math.ceil(PER_SECOND * scale.seconds);
  const bare = await streamed(
    stage,
    'bare',
    people.map(() => ({ headers: {} })),
    count,
    next,
  );
  const apart = await streamed(stage, 'product', people.map(theirs), count, next);
  const together = await streamed(stage, 'product', people.map(ofOneProxy), count, next);
  return [
    ...rows(`${scale.streams} streams`, apart, bare),
    ...rows(`${scale.streams} streams of one address`, together, bare),
  ];
}

interface Looking {
  headers: Record<string, string>;
  from?: string;
}
const theirs = ({ credentials, address }: Person): Looking => ({ headers: credentials, from: address });
const ofOneProxy = ({ credentials }: Person): Looking => ({ headers: credentials });

interface Streamed {
  opened: number;
  wanted: number;
  /** Milliseconds from the post to each window. */
  times: number[];
  cores: number;
}

async function streamed(
  stage: Stage,
  side: 'product' | 'bare',
  people: Looking[],
  count: number,
  next: () => Writing,
): Promise<Streamed> {
  const address = side === 'product' ? `${stage.desk.url}/api/changes` : `${stage.bare.url}/changes`;
  const tried = await Promise.allSettled(people.map(({ headers, from }) => openWindow(address, headers, from)));
  const windows = tried.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
  const pid = side === 'product' ? stage.stack.api.running.pid : stage.barePid;
  const [since, spent] = [performance.now(), processorSeconds(pid)];
  const times = await shown(stage, side, windows, count, next);
  const cores = (processorSeconds(pid) - spent) / ((performance.now() - since) / 1_000);
  for (const window of windows) window.close();
  await stage.drained();
  return { opened: windows.length, wanted: people.length, times, cores };
}

async function shown(
  stage: Stage,
  side: 'product' | 'bare',
  windows: OpenWindow[],
  count: number,
  next: () => Writing,
): Promise<number[]> {
  const seen: Promise<number>[] = [];
  const marked = (): Writing => {
    const mark = `shown-${Math.random()}`;
    return { ...next(), text: mark };
  };
  await pace(stage[side], PER_SECOND, count, marked, {
    sent: ({ text }) => {
      const since = performance.now();
      seen.push(...windows.map(async (window) => (await window.shows(text)) - since));
    },
  });
  return Promise.all(seen);
}

function rows(name: string, { opened, wanted, times, cores }: Streamed, bare: Streamed): Finding[] {
  return [
    { name: `${name}: opened`, unit: '', figure: opened, goal: { is: 'at least', must: wanted } },
    {
      name: `${name}, 20/s: shown after, p95`,
      unit: 'ms',
      figure: quantile(times, 0.95),
      bare: quantile(bare.times, 0.95),
      goal: { is: 'at most', must: 150 },
    },
    {
      name: `${name}, 20/s: cores of the API`,
      unit: '',
      figure: cores,
      bare: bare.cores,
      goal: { is: 'at most', must: 1 },
    },
  ];
}
