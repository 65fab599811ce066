import { setTimeout as delay } from 'node:timers/promises';
import { judge, secondsToHealthy, untilQuiet } from '../judge/judge.ts';
import type { Fault } from '../judge/verdict.ts';
import type { Row } from '../rows/row.ts';
import { openRig, type Rig } from './rig.ts';
import type { Scale } from './scale.ts';
import type { Stack } from './stack.ts';
import { runTraffic } from './traffic.ts';

export type Report = {
  row: string;
  seed: number;
  faults: Fault[];
  messages: number;
  answers: number;
  unknown: number;
  worstAckMs: number;
  secondsToHealthy: number;
};

/** One fault, one seed: traffic, the fault in it, quiet, the judge. */
export async function runRow(stack: Stack, row: Row, seed: number, scale: Scale): Promise<Report> {
  const rig = await openRig(stack, row.id, seed, scale, row.pages ?? 1);
  try {
    const traffic = row.traffic === 'load' ? runTraffic(rig) : Promise.resolve();
    // A failure of the fault is told before that of the traffic it disturbed.
    traffic.catch(() => undefined);
    if (row.traffic === 'load') await delay(scale.faultAtMs);
    await row.inject(rig);
    rig.liftedAt ||= Date.now();
    const seconds = await secondsToHealthy(rig);
    await traffic;
    await untilQuiet(rig);
    const { evidence, faults } = await judgeRow(rig, row);
    return {
      row: row.id,
      seed,
      faults: [...rig.findings, ...faults],
      messages: evidence.rows.filter(({ direction }) => direction === 'in').length,
      answers: evidence.rows.filter(({ via }) => via === 'desk').length,
      unknown: evidence.rows.filter(({ state }) => state === 'unknown').length,
      worstAckMs: worstAck(rig),
      secondsToHealthy: seconds,
    };
  } finally {
    for (const { surprises } of [stack.api, stack.worker, stack.temporal, stack.postgres]) surprises.length = 0;
    await rig.close();
  }
}

const AGAIN_MS = 15_000;

/**
 * What moves while the evidence is gathered, a deadline or the last receipt, looks like a disagreement: that has to
 * last, so the same is found twice. Of many chats evidence takes long, and other ones move each time.
 */
async function judgeRow(rig: Rig, row: Row) {
  const found = async () => {
    const { evidence, faults } = await judge(rig);
    return { evidence, faults: [...faults, ...((await row.check?.(rig, evidence)) ?? [])] };
  };
  let before = await found();
  for (const until = Date.now() + AGAIN_MS; before.faults.length > 0;) {
    await delay(1_000);
    const now = await found();
    const lasting = lastingOf(before.faults, now.faults);
    if (lasting.length === 0 || Date.now() > until) return { ...now, faults: lasting };
    before = now;
  }
  return before;
}

/** What compares two sides of one chat that are read one after the other. */
const COMPARED = new Set<Fault['invariant']>(['I5', 'I6', 'I8']);

function lastingOf(before: Fault[], now: Fault[]): Fault[] {
  const known = new Set(before.map(({ invariant, what }) => `${invariant} ${what}`));
  return now.filter(({ invariant, what }) => !COMPARED.has(invariant) || known.has(`${invariant} ${what}`));
}

function worstAck(rig: Rig): number {
  return Math.max(0, ...rig.ledgers.posts.lines.filter(({ status }) => status === 200).map(({ ms }) => ms));
}
