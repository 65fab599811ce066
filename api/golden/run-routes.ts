import { type Context, Hono } from 'hono';
import { resultsOf } from '#db/golden/results.ts';
import { runExamples } from '#db/golden/run-examples.ts';
import { currentVersions } from '#db/settings/versions.ts';
import { allow } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asWholeList } from '../http/fields.ts';
import { soundOf } from '../settings/draft.ts';
import { scopeOf } from '../settings/scope.ts';
import { operations } from './operations.ts';
import { goldenTrial } from './schema.ts';

/** What publishing such settings of a scope would make of its golden chats. */
export const goldenRun = (deps: ApiDeps) =>
  new Hono<ApiEnv>().post(
    '/golden-run',
    allow('admin', deps),
    describe(operations.run),
    inLine('golden'),
    check('json', goldenTrial),
    async (c) => c.json(asWholeList(await run(deps, c, c.req.valid('json').settings))),
  );

async function run(deps: ApiDeps, c: Context<ApiEnv>, settings: object | undefined) {
  const scope = await scopeOf(deps, c);
  const { pool } = deps.database;
  const { sound } = await soundOf(deps, scope, settings ?? scope.own);
  const { installation } = await currentVersions(pool, null);
  const below = installation?.own ?? {};
  const ran = await runExamples(pool, {
    pageId: scope.pageId,
    installation: scope.pageId === null ? sound : below,
    own: sound,
    version: (scope.current?.version ?? 0) + 1,
    below: scope.versions.installation,
  });
  return resultsOf(pool, ran, [below, scope.own]);
}
