import { WorkflowNotFoundError } from '@temporalio/client';
import { withAdvisoryLock } from '#db/connection/advisory-lock.ts';
import type { Job } from '#platform/background.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { becomeCurrent, isNotFound } from './become-current.ts';
import { type MovingDeps, oldRuns, type OldRun, hasHeard, wakeRun, moveRun } from './old-runs.ts';
import { aliveBuilds } from './versions.ts';

const LOOK_EVERY_MS = 5_000;
/**
 * At most so many chats are told or moved at once, and after a second the next ones: that a new build came is no burst.
 */
const LOT = 50;
const PAUSE_MS = 1_000;
/** A chat that was told rolls over in milliseconds; who is still there after this is told again, or moved. */
const PATIENCE_MS = 4_000;
/** One that heard and stayed, as where its queue did not know of the new version yet, is told so often in all. */
const TOLD_MAX = 3;
/** Each try is two events: one that cannot go on under any build is tried at growing distances. */
const LONGEST_MS = 3_600_000;
/** Until the engine knows of a worker that has just begun. */
const SOON_MS = 300;
const DEADLINE_MS = 20_000;

interface Tries {
  times: number;
  next: number;
}

/**
 * Makes this worker's version the current one and brings open chats to it, so that older ones drain. An idle chat does
 * not hear that there is a new version: it is told with an empty signal, and rolls over. Where nobody of its version is
 * there to do that, its next task is given to the new one as its history stands, which the check before the start has
 * tried.
 */
export function moving(deps: MovingDeps): Job {
  const tries = new Map<string, Tries>();
  return {
    name: 'versions',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      const standing = await within(deps, () => becomeCurrent(deps.temporal, deps.version));
      if (standing === 'not yet') return SOON_MS;
      if (standing === 'another') return false;
      // One worker at a time: what a chat is told are events of its history.
      const more = await withAdvisoryLock(deps.pool, () => within(deps, () => moveLot(deps, tries)), 'versions');
      return more === true && PAUSE_MS;
    },
  };
}

/** Answers whether there are more than could be told or moved now. */
async function moveLot(deps: MovingDeps, tries: Map<string, Tries>): Promise<boolean> {
  let done = 0;
  let alive: Set<string> | undefined;
  const seen = new Set<string>();
  for await (const run of oldRuns(deps)) {
    alive ??= await aliveBuilds(deps.temporal, deps.version);
    seen.add(run.runId);
    const { times, next } = tries.get(run.runId) ?? { times: 0, next: 0 };
    if (Date.now() < next) continue;
    const pause = Math.min(LONGEST_MS, PATIENCE_MS * 2 ** times);
    tries.set(run.runId, { times: times + 1, next: Date.now() + pause });
    await tryOne(deps, run, alive.has(run.build) ? times : TOLD_MAX);
    if ((done += 1) === LOT) return true;
  }
  for (const runId of tries.keys()) if (!seen.has(runId)) tries.delete(runId);
  return false;
}

/** One that cannot be reached keeps none of the others. */
async function tryOne(deps: MovingDeps, run: OldRun, told: number): Promise<void> {
  try {
    const isTold = told === 0 || (told < TOLD_MAX && (await hasHeard(deps, run)));
    await (isTold ? wakeRun(deps, run) : moveRun(deps, run));
  } catch (error) {
    // It ended meanwhile.
    if (error instanceof WorkflowNotFoundError || isNotFound(error)) return;
    if (isEngineAway(error)) throw error;
    deps.log.warn({ error, workflow: run.workflowId }, 'a chat could not be brought to the new build');
  }
}

function within<T>({ temporal }: MovingDeps, call: () => Promise<T>): Promise<T> {
  return temporal.withDeadline(Date.now() + DEADLINE_MS, call);
}
