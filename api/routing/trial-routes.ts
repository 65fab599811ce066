import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { whatIf } from '#db/routing/what-if.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { scopeOf } from '../settings/scope.ts';
import { inTurn, takePlace } from './in-turn.ts';
import { operations } from './operations.ts';
import { soundOr422, startTrial, stopTrial, readTrial } from './shadow.ts';
import { type EstimateBody, LINES, shadowStart, whatIfQuestion } from './trial-schema.ts';
import { inLines, runWork, type Work } from './work.ts';

/** Rules are tried before they are published: on days that have passed, and beside those that decide. */
export const settingsTrial = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .post('/what-if', allow('admin', deps), describe(operations.whatIf), check('json', whatIfQuestion), async (c) => {
      const work = await estimate(deps, c, c.req.valid('json'));
      if (c.req.header('accept') === LINES) return inLines(deps, c, work) as never;
      const { signal } = c.req.raw;
      // Nobody reads the answer to a request that was given up.
      return c.json((await runWork(work, () => signal.aborted)) as EstimateBody);
    })
    .get('/shadow', allow('admin', deps), describe(operations.readShadow), async (c) =>
      c.json(await readTrial(deps, await scopeOf(deps, c))),
    )
    .put('/shadow', allow('admin', deps), describe(operations.startShadow), check('json', shadowStart), async (c) =>
      c.json(await startTrial(deps, c, c.req.valid('json').revision)),
    )
    .delete('/shadow', allow('admin', deps), describe(operations.stopShadow), async (c) => {
      await stopTrial(deps, await scopeOf(deps, c));
      return c.body(null, 204);
    });

async function estimate(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof whatIfQuestion>): Promise<Work> {
  const scope = await scopeOf(deps, c);
  const sound = await soundOr422(deps, c, scope, given.settings);
  const place = takePlace(me(c).employee.id);
  return {
    place,
    steps: inTurn(place, whatIf(deps.database.pool, { pageId: scope.pageId, own: sound, days: given.days })),
  };
}
