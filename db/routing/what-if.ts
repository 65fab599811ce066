import { setImmediate } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Person } from '#db/chats/row.ts';
import { readPeople } from '#db/people/names.ts';
import { readRecording } from '#db/routing/recording/read.ts';
import { readOwnSettings } from '#db/settings/scopes.ts';
import type { ScopeId } from '#db/settings/scope.ts';
import type { Estimate } from '#workflows/routing/what-if/estimate-vocabulary.ts';
import { triedIn } from '#workflows/routing/what-if/tried.ts';
import { replaySteps } from '#workflows/routing/what-if.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';

/** So long nobody else gets a turn in this process. */
const SLICE_MS = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

interface Question {
  pageId: ScopeId;
  /** Tried in place of what the scope sets itself. */
  own: SettingsPatch;
  days: number;
}

interface Answer {
  estimate: Estimate;
  /** Those whom it names. */
  people: Map<string, Person>;
}

/** Replays the last days of the scope's pages with these settings. Yields the part that is done. */
export async function* whatIf(pool: Pool, { pageId, own, days }: Question): AsyncGenerator<number, Answer> {
  const tried = triedIn(await readOwnSettings(pool), pageId, own);
  const to = new Date();
  const period = { from: new Date(to.getTime() - days * DAY_MS), to };
  const recording = yield* part(readRecording(pool, period, Object.keys(tried)), 0, 0.6);
  const estimate = yield* part(inSlices(replaySteps(recording, tried)), 0.6, 0.4);
  return { estimate, people: await readPeople(pool, peopleIn(estimate)) };
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
