import { setTimeout as delay } from 'node:timers/promises';
import type { Scale } from '../scale.ts';
import { pace } from '../sending/load.ts';
import { request } from '../sending/request.ts';
import { Wire } from '../sending/wire.ts';
import { type Filled, someNames } from '../stage/fill.ts';
import { hirePeople, type Person } from '../stage/people.ts';
import { inTurn, type Stage } from '../stage/stage.ts';
import { type Finding, quantile } from '../report/row.ts';
import { sizeOf } from './lists.ts';

const PER_SECOND = 20;
/** Somebody reads what was found before they ask again; who is refused is told to wait as long. */
const THINKING_MS = 5_000;
/** So that most of them ask twice. */
const LONGER = 2.5;

/** Many people search at the same moment, and again and again, while messages come in. */
export async function measureCrowd(stage: Stage, scale: Scale, { chats }: Filled): Promise<Finding[]> {
  const page = await stage.newPage();
  const next = inTurn(page, await stage.newClients(page, scale.clients));
  const people = await hirePeople(stage.stack, scale.crowd);
  const names = await someNames(stage.stack, scale.crowd);
  const over = new AbortController();
  const answers: { status: number; ms: number }[] = [];
  const searching = Promise.all(
    people.map((person, n) => search(stage, person, names[n % names.length]?.last ?? '', answers, over.signal)),
  );
  const count = Math.ceil(PER_SECOND * scale.seconds * LONGER);
  const product = await pace(stage.product, PER_SECOND, count, next);
  over.abort();
  await searching;
  await stage.drained();
  const bare = await pace(stage.bare, PER_SECOND, count, next);
  const found = answers.filter(({ status }) => status === 200).map(({ ms }) => ms);
  const name = `${sizeOf(chats)} chats, ${scale.crowd} people search`;
  return [
    {
      name: `${name}: webhooks answered 200`,
      unit: '%',
      figure: (100 * product.acks.length) / count,
      goal: { is: 'at least', must: 100 },
    },
    {
      name: `${name}: ack p95`,
      unit: 'ms',
      figure: quantile(product.acks, 0.95),
      bare: quantile(bare.acks, 0.95),
      goal: { is: 'at most', must: 100 },
    },
    { name: `${name}: found something`, unit: '%', figure: (100 * found.length) / answers.length },
    { name: `${name}: found after, p95`, unit: 'ms', figure: quantile(found, 0.95) },
  ];
}

async function search(
  { desk }: Stage,
  { credentials, address }: Person,
  name: string,
  answers: { status: number; ms: number }[],
  over: AbortSignal,
): Promise<void> {
  const wire = new Wire(desk.url, address);
  const path = `/api/chats?q=${encodeURIComponent(name)}&pageSize=50`;
  const bytes = request('GET', `${desk.url}${path}`, { ...credentials, 'accept-encoding': 'gzip, br' });
  while (!over.aborted) {
    const since = performance.now();
    const { status } = await wire.ask(bytes);
    answers.push({ status, ms: performance.now() - since });
    await delay(THINKING_MS, undefined, { signal: over }).catch(() => undefined);
  }
  wire.close();
}
