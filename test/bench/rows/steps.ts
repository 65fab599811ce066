import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Step, step } from '#platform/steps.ts';
import { answersOk, untilReady } from '#start/until.ts';
import { delivery } from '../sending/request.ts';
import { Wire } from '../sending/wire.ts';
import type { Scale } from '../scale.ts';
import type { Stage } from '../stage/stage.ts';
import { openWindow } from '../stage/window.ts';
import { type Finding, quantile } from '../report/row.ts';

/** A place on a message's way: a step of the product, or what is seen from outside. */
export type Place = Step | 'request came' | 'answered' | 'acknowledged' | 'on the screen' | 'decision written';

/** Both ways begin with the delivery; the second goes by the engine. */
export const WAYS: Record<'screen' | 'decision', Place[]> = {
  screen: [
    'request came',
    'body came',
    'signature checked',
    'events read',
    'committed',
    'answered',
    'acknowledged',
    'changes read',
    'events loaded',
    'written to a window',
    'on the screen',
  ],
  decision: ['inputs leased', 'engine told', 'decisions came', 'decisions saved', 'decision written'],
};

const PAUSE_MS = 40;
const NS_PER_MS = 1e6;
const TRIES = 1_000_000;

/** Where the time of one message goes that is alone on its way: of a client who has a chat, and of a new one. */
export async function measureSteps(stage: Stage, scale: Scale): Promise<Finding[]> {
  const file = join(stage.stack.folder, 'steps');
  await restarted(stage, `--import=${new URL('../steps/listen.ts', import.meta.url).href}?file=${file}`);
  try {
    const page = await stage.newPage();
    const [known = ''] = await stage.newClients(page, 1);
    const begun = await stage.newClients(page, scale.samples + scale.warm);
    const again = begun.map(() => known);
    const first = await trace(stage, scale, page.facebookId, begun, file);
    return [
      ...findings('a new client', first),
      ...findings('a known client', await trace(stage, scale, page.facebookId, again, file)),
      { name: 'a step that nobody listens to', unit: 'ns', figure: unheard() },
    ];
  } finally {
    await restarted(stage, undefined);
  }
}

const AFTER_COMMIT = new Set<Place>(['changes read', 'events loaded', 'written to a window']);

/** Milliseconds from the post to each place, of each message. */
type Trace = Map<Place, number>;

async function trace(stage: Stage, { warm }: Scale, page: string, psids: string[], file: string): Promise<Trace[]> {
  const window = await openWindow(`${stage.desk.url}/api/changes`, stage.desk.credentials);
  const wire = new Wire(stage.product.url);
  const seen: { from: bigint; acked: bigint; shown: bigint }[] = [];
  for (const [n, psid] of psids.entries()) {
    const text = `step-${n}-${Math.random()}`;
    const bytes = delivery(stage.product, { page, psid, text });
    const from = process.hrtime.bigint();
    const shown = window.shows(text).then(() => process.hrtime.bigint());
    await wire.ask(bytes);
    const acked = process.hrtime.bigint();
    seen.push({ from, acked, shown: await shown });
    await stage.drained();
    await delay(PAUSE_MS * (1 + Math.random()));
  }
  window.close();
  wire.close();
  const events = readEvents(file);
  // Loading and compiling are no part of the way.
  return seen.slice(warm).map((one, n) => traceOf(one, seen[warm + n + 1]?.from, events));
}

interface Event {
  at: bigint;
  place: Place;
}

function readEvents(file: string): Event[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const space = line.indexOf(' ');
      return { at: BigInt(line.slice(0, space)), place: line.slice(space + 1) as Place };
    })
    .toSorted((a, b) => Number(a.at - b.at));
}

/** Of what happens more than once on the way, the first; of the windows' second writing, what was decided. */
function traceOf(
  { from, acked, shown }: { from: bigint; acked: bigint; shown: bigint },
  next: bigint | undefined,
  events: Event[],
): Trace {
  const trace: Trace = new Map();
  const since = (at: bigint): number => Number(at - from) / NS_PER_MS;
  trace.set('acknowledged', since(acked)).set('on the screen', since(shown));
  for (const { at, place } of events) {
    if (at < from || (next !== undefined && at >= next)) continue;
    // Something of the message before, its client's name, may still be on its way to the windows.
    if (AFTER_COMMIT.has(place) && !trace.has('committed')) continue;
    if (!trace.has(place)) trace.set(place, since(at));
    else if (place === 'written to a window' && trace.has('decisions saved') && !trace.has('decision written'))
      trace.set('decision written', since(at));
  }
  return trace;
}

function findings(who: string, traces: Trace[]): Finding[] {
  return [...WAYS.screen, ...WAYS.decision].flatMap((place) => {
    const times = traces.flatMap((trace) => trace.get(place) ?? []);
    const at = (label: string, q: number): Finding => ({
      name: `${who}: ${place}, ${label}`,
      unit: 'ms',
      figure: quantile(times, q),
    });
    return [at('p50', 0.5), at('p95', 0.95)];
  });
}

/** Starts the product's processes again, listened to or not. The worker is waited for by the first message. */
async function restarted({ stack, desk }: Stage, options: string | undefined): Promise<void> {
  if (options === undefined) delete stack.env['NODE_OPTIONS'];
  else stack.env['NODE_OPTIONS'] = options;
  await Promise.all([stack.api.terminate(), stack.worker.terminate()]);
  await untilReady('The API', undefined, join(stack.folder, 'logs', 'api.log'), () =>
    answersOk(`${desk.url}/health/ready`),
  );
}

/** Nanoseconds of one call. */
function unheard(): number {
  const since = process.hrtime.bigint();
  for (let count = 0; count < TRIES; count += 1) step('committed');
  return Number(process.hrtime.bigint() - since) / TRIES;
}
