import { setImmediate } from 'node:timers/promises';
import { readPeople } from '#db/people/names.ts';
import { readRecording } from '#db/routing/recording/read.ts';
import { effectiveOf } from '#workflows/settings/effective.ts';
import { readOwnSettings } from '#db/settings/scopes.ts';
import { policyOf } from '#workflows/routing/policy.ts';
import { replaySteps, type Tried } from '#workflows/routing/what-if.ts';
import type { Estimate } from '#workflows/routing/what-if/estimate.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import type { ApiDeps } from '../http/deps.ts';
import { type EstimateBody, toEstimate } from './trial-schema.ts';
import type { Scope } from '../settings/scope.ts';

/** So long nobody else gets a turn in this process. */
const SLICE_MS = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Replays the last days of the scope's pages with these settings in place of its own. Yields the part that is done. */
export async function* estimate(
  deps: ApiDeps,
  scope: Scope,
  own: SettingsPatch,
  days: number,
): AsyncGenerator<number, EstimateBody> {
  const { pool } = deps.database;
  const tried = await triedOn(deps, scope, own);
  const to = new Date();
  const period = { from: new Date(to.getTime() - days * DAY_MS), to };
  const recording = yield* part(readRecording(pool, period, Object.keys(tried)), 0, 0.6);
  const found = yield* part(inSlices(replaySteps(recording, tried)), 0.6, 0.4);
  return toEstimate(found, await readPeople(pool, peopleIn(found)));
}

/** What is in force for each page of the scope, and what would be. */
async function triedOn(deps: ApiDeps, { pageId }: Scope, own: SettingsPatch): Promise<Record<string, Tried>> {
  const { installation, pages } = await readOwnSettings(deps.database.pool);
  const concerned = [...pages].filter(([id]) => pageId === null || id === pageId);
  return Object.fromEntries(
    concerned.map(([id, ofPage]) => {
      const draft = pageId === null ? effectiveOf(own, ofPage) : effectiveOf(installation, own);
      return [id, { published: policyOf(effectiveOf(installation, ofPage)), draft: policyOf(draft) }];
    }),
  );
}

function peopleIn({ operators, moved }: Estimate): string[] {
  const ids = [...operators.map(({ employeeId }) => employeeId), ...moved.items.flatMap(({ from, to }) => [from, to])];
  return [...new Set(ids.filter((id) => id !== null))];
}

/** Long work on the thread that answers everybody: others get their turn in between. */
async function* inSlices<T>(steps: Generator<number, T>): AsyncGenerator<number, T> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    let step = steps.next();
    while (!step.done && performance.now() < until) step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
    yield step.value;
  }
}

/** A piece of the work, as a share of all of it. */
async function* part<T>(steps: AsyncGenerator<number, T>, from: number, share: number): AsyncGenerator<number, T> {
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
    yield from + step.value * share;
  }
}
