import { setTimeout as delay } from 'node:timers/promises';
import type { Rig } from '../rig/rig.ts';
import { judgeAgreement } from './agreement.ts';
import { type Evidence, gather } from './evidence.ts';
import { backlog, isHealthy, judgeHealth } from './health.ts';
import { judgeHonest, judgeKept, judgeOrder } from './inbound.ts';
import { judgeSends } from './outbound.ts';
import { judgeRouting } from './routing.ts';
import { judgeScreen } from './screen.ts';
import { judgeTimers } from './timers.ts';
import type { Fault } from './verdict.ts';

/** Waits until nothing is under way any more, inside and at Meta; gives up after the scale's quiet time. */
export async function untilQuiet(rig: Rig): Promise<void> {
  const until = Date.now() + rig.scale.quietMs;
  let quiet = 0;
  while (Date.now() < until && quiet < 3) {
    const { idle } = await rig.stack.meta.idle(500);
    const waiting = await backlog(rig).then(
      (found) => Object.values(found).some((count) => count > 0),
      () => true,
    );
    quiet = idle && !waiting && (await isHealthy(rig)) ? quiet + 1 : 0;
    await delay(quiet > 0 ? 150 : 300);
  }
}

/** Seconds from the end of the fault until all that waited then is done and the product calls itself healthy. */
export async function secondsToHealthy(rig: Rig): Promise<number> {
  const lifted = new Date(rig.liftedAt);
  const until = Date.now() + rig.scale.quietMs;
  while (Date.now() < until) {
    const waiting = await backlog(rig, lifted).then(
      ({ undecided, unsent }) => undecided + unsent,
      () => 1,
    );
    if (waiting === 0 && (await isHealthy(rig))) break;
    await delay(200);
  }
  return (Date.now() - rig.liftedAt) / 1_000;
}

/** The nine invariants. */
export async function judge(rig: Rig): Promise<{ evidence: Evidence; faults: Fault[] }> {
  const evidence = await gather(rig);
  const faults = [
    ...judgeKept(evidence),
    ...judgeHonest(evidence),
    ...judgeOrder(evidence),
    ...judgeSends(evidence),
    ...judgeAgreement(evidence),
    ...judgeScreen(evidence),
    ...(await judgeHealth(rig)),
    ...(await judgeTimers(evidence)),
    ...(await judgeRouting(rig)),
  ];
  return { evidence, faults };
}
