import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { leavePlace, type Place } from './in-turn.ts';
import { type EstimateBody, LINES, toEstimate } from './trial-schema.ts';
import type { whatIf } from '#db/routing/what-if.ts';

/** So often the progress is told. */
const TELL_MS = 100;

/** An estimate under way: it yields the part that is done. */
export interface Work {
  place: Place;
  steps: ReturnType<typeof whatIf>;
}

/** Runs it to its end; null when whoever asked has gone. */
export async function runWork(
  { place, steps }: Work,
  isGone: () => boolean,
  tell: (progress: number) => Promise<unknown> | undefined = () => undefined,
): Promise<EstimateBody | null> {
  try {
    for (let told = 0; ;) {
      if (isGone()) return null;
      const step = await steps.next();
      if (step.done) return toEstimate(step.value.estimate, step.value.people);
      if (Date.now() - told < TELL_MS) continue;
      told = Date.now();
      await tell(Math.round(step.value * 100) / 100);
    }
  } finally {
    leavePlace(place);
  }
}

/** Answers in lines: how far it is, again and again, and the estimate last. */
export function inLines(deps: ApiDeps, c: Context<ApiEnv>, work: Work): Response {
  c.header('content-type', LINES);
  c.header('x-accel-buffering', 'no');
  c.header('cache-control', 'no-store');
  return stream(
    c,
    async (out) => {
      const line = (what: object) => out.write(`${JSON.stringify(what)}\n`);
      const found = await runWork(
        work,
        () => out.aborted,
        (progress) => line({ progress }),
      );
      if (found) await line({ estimate: found });
    },
    // The last line is missing then: whoever reads finds out.
    async (error) => deps.log.error({ error, request: c.get('requestId') }, 'an estimate failed'),
  );
}
