import { Hono } from 'hono';
import { currentVersions } from '#db/settings/versions.ts';
import { allow } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { runGolden } from './run.ts';
import { resultsOf } from './words.ts';
import { asWholeList, listOf } from '../http/fields.ts';
import { goldenResult, goldenTrial } from './schema.ts';
import { soundOf } from '../settings/draft.ts';
import { scopeOf } from '../settings/scope.ts';

/** What publishing such settings of a scope would make of its golden chats. */
export const goldenRun = (deps: ApiDeps) =>
  new Hono<ApiEnv>().post(
    '/golden-run',
    allow('admin', deps),
    describe({
      tag: 'Golden chats',
      summary: 'What these settings would make of the pinned chats',
      description:
        'Those of the page; for the settings of all pages those of all. What has faults is left out. Nothing is saved.',
      answers: { 200: listOf(goldenResult) },
      errors: ['INVALID_SETTINGS'],
    }),
    inLine('golden'),
    check('json', goldenTrial),
    async (c) => {
      const scope = await scopeOf(deps, c);
      const { pool } = deps.database;
      const { sound } = await soundOf(deps, scope, c.req.valid('json').settings ?? scope.own);
      const { installation } = await currentVersions(pool, null);
      const below = installation?.own ?? {};
      const ran = await runGolden(pool, {
        pageId: scope.pageId,
        installation: scope.pageId === null ? sound : below,
        own: sound,
        version: (scope.current?.version ?? 0) + 1,
        below: scope.versions.installation,
      });
      return c.json(asWholeList(await resultsOf(pool, ran, [below, scope.own])));
    },
  );
