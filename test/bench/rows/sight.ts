import { setTimeout as delay } from 'node:timers/promises';
import { pace, Wires } from '../sending/load.ts';
import { delivery, request, type Target } from '../sending/request.ts';
import { Wire } from '../sending/wire.ts';
import type { Scale } from '../scale.ts';
import { inTurn, type Page, type Stage } from '../stage/stage.ts';
import { openWindow } from '../stage/window.ts';
import { type Finding, type Goal, quantile } from '../report/row.ts';

const PAUSE_MS = 50;
const PER_SECOND = 50;
const LONGEST_MS = 30_000;

/** One client whose every word is looked for. */
interface Watched {
  page: Page;
  psid: string;
  /** Where an operator reads it, and where the bare server shows its newest rows. */
  reading: { product: Buffer; bare: Buffer };
}

type Side = 'product' | 'bare';

/**
 * How soon a client's word can be read by an operator, and how soon it reaches an open window by itself: while nothing
 * else happens, and while fifty others come in each second.
 */
export async function measureSight(stage: Stage, scale: Scale): Promise<Finding[]> {
  const watched = await watch(stage);
  const idle = await bothWays(stage, watched, scale.samples);
  const crowd = await crowdOf(stage, scale.clients);
  const busy: Record<Side, Ways> = { product: NO_WAYS, bare: NO_WAYS };
  for (const side of ['product', 'bare'] as const)
    busy[side] = await crowd(stage[side], () => waysOf(stage, watched, side, scale.samples));
  await stage.drained();
  return [
    ...findings('readable in the API', idle, 'read', { p50: 6, p95: 10 }),
    ...findings('readable while 50/s come in', busy, 'read', { p50: 9, p95: 20 }),
    ...findings('live event', idle, 'live', { p95: 100 }),
    ...findings('live event while 50/s come in', busy, 'live', { p95: 100 }),
  ];
}

/** Only how soon it can be read while nothing else happens. */
export async function readableTimes(stage: Stage, samples: number): Promise<Record<Side, number[]>> {
  const watched = await watch(stage);
  const times = { product: [] as number[], bare: [] as number[] };
  for (const side of ['product', 'bare'] as const) times[side] = await untilReadable(stage, watched, side, samples);
  return times;
}

interface Ways {
  read: number[];
  live: number[];
}
const NO_WAYS: Ways = { read: [], live: [] };

async function watch(stage: Stage): Promise<Watched> {
  const page = await stage.newPage();
  const [psid = ''] = await stage.newClients(page, 1);
  const wire = new Wire(stage.product.url);
  await wire.ask(delivery(stage.product, { page: page.facebookId, psid, text: 'перше' }));
  wire.close();
  await stage.drained();
  const [chat] = await stage.desk.chats(page.id);
  if (!chat) throw new Error('the first message made no chat');
  const path = `/api/chats/${chat.number}/messages?order=desc&pageSize=10`;
  const product = request('GET', `${stage.desk.url}${path}`, stage.desk.credentials);
  return { page, psid, reading: { product, bare: request('GET', `${stage.bare.url}/last`, {}) } };
}

async function bothWays(stage: Stage, watched: Watched, samples: number): Promise<Record<Side, Ways>> {
  const product = await waysOf(stage, watched, 'product', samples);
  await stage.drained();
  return { product, bare: await waysOf(stage, watched, 'bare', samples) };
}

async function waysOf(stage: Stage, watched: Watched, side: Side, samples: number): Promise<Ways> {
  const read = await untilReadable(stage, watched, side, samples);
  return { read, live: await untilLive(stage, watched, side, samples) };
}

/** Others write at an even pace as long as the work lasts. */
async function crowdOf(
  stage: Stage,
  clients: number,
): Promise<<T>(target: Target, work: () => Promise<T>) => Promise<T>> {
  const page = await stage.newPage();
  const next = inTurn(page, await stage.newClients(page, clients));
  return async (target, work) => {
    const until = new AbortController();
    const others = pace(target, PER_SECOND, Infinity, next, { until: until.signal });
    const done = await work().finally(() => until.abort());
    await others;
    return done;
  };
}

async function untilReadable(stage: Stage, watched: Watched, side: Side, samples: number): Promise<number[]> {
  const times: number[] = [];
  const target = stage[side];
  const [writing, reading] = [new Wire(target.url), new Wire(target.url)];
  for (let index = 0; index < samples; index += 1) {
    const mark = `read-${index}-${Math.random()}`;
    const bytes = delivery(target, { page: watched.page.facebookId, psid: watched.psid, text: mark });
    const since = performance.now();
    const posted = writing.ask(bytes);
    while (!(await reading.ask(watched.reading[side])).body.includes(mark))
      if (performance.now() - since > LONGEST_MS) throw new Error(`a word cannot be read after ${LONGEST_MS} ms`);
    times.push(performance.now() - since);
    await posted;
    await pause();
  }
  for (const wire of [writing, reading]) wire.close();
  return times;
}

async function untilLive(stage: Stage, watched: Watched, side: Side, samples: number): Promise<number[]> {
  const times: number[] = [];
  const target = stage[side];
  const [path, headers] = side === 'product' ? ['/api/changes', stage.desk.credentials] : ['/changes', {}];
  const window = await openWindow(`${target.url}${path}`, headers);
  const wires = new Wires(target.url);
  for (let index = 0; index < samples; index += 1) {
    const mark = `live-${index}-${Math.random()}`;
    const bytes = delivery(target, { page: watched.page.facebookId, psid: watched.psid, text: mark });
    const since = performance.now();
    const shown = window.shows(mark);
    await wires.use((wire) => wire.ask(bytes));
    times.push((await shown) - since);
    await pause();
  }
  window.close();
  wires.close();
  return times;
}

/** Of uneven length, so that it does not keep step with those who write at an even pace. */
const pause = (): Promise<void> => delay(PAUSE_MS * (0.5 + Math.random()));

function findings(name: string, of: Record<Side, Ways>, way: keyof Ways, must: { p50?: number; p95?: number }) {
  const at = (label: string, q: number, limit?: number): Finding => {
    const goal: Goal | undefined = limit === undefined ? undefined : { is: 'at most', must: limit };
    const figure = quantile(of.product[way], q);
    const bare = quantile(of.bare[way], q);
    return { name: `${name}, ${label}`, unit: 'ms', figure, bare, ...(goal ? { goal } : {}) };
  };
  return [at('p50', 0.5, must.p50), at('p95', 0.95, must.p95)];
}
