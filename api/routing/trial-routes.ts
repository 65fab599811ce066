import { type Context, Hono } from 'hono';
import { stream } from 'hono/streaming';
import { startShadow, stopShadow } from '#db/routing/shadow-switch.ts';
import { findDraft } from '#db/settings/drafts.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { type EstimateBody, estimateAnswer, shadowAnswer, shadowStart, whatIfQuestion } from './trial-schema.ts';
import { soundOf, toDraft } from '../settings/draft.ts';
import { inWords } from '../settings/words.ts';
import { inTurn, leavePlace, type Place, takePlace } from './in-turn.ts';
import { type Scope, scopeOf } from '../settings/scope.ts';
import { readShadowed } from './shadow.ts';
import { estimate } from './what-if.ts';

const LINES = 'application/x-ndjson';
/** So often the progress is told. */
const TELL_MS = 100;

/** Rules are tried before they are published: on days that have passed, and beside those that decide. */
export const settingsTrial = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .post(
      '/what-if',
      allow('admin', deps),
      describe({
        tag: 'Settings',
        summary: 'Who would have got the chats of the last days by these settings',
        description: `An estimate, beside what really happened and what the published settings would have done. With \`Accept: ${LINES}\` lines of \`{"progress": 0.4}\` come first and \`{"estimate": …}\` last. Whoever closes the connection ends the work.`,
        answers: { 200: estimateAnswer },
        errors: ['INVALID_SETTINGS', 'TOO_MANY_ATTEMPTS', 'BUSY'],
      }),
      check('json', whatIfQuestion),
      async (c) => {
        const scope = await scopeOf(deps, c);
        const { days, settings } = c.req.valid('json');
        const sound = await soundOr422(deps, c, scope, settings);
        const place = takePlace(me(c).employee.id);
        const work = { place, steps: inTurn(place, estimate(deps, scope, sound, days)) };
        if (c.req.header('accept') === LINES) return inLines(deps, c, work) as never;
        const { signal } = c.req.raw;
        const found = await run(
          work,
          () => signal.aborted,
          () => undefined,
        );
        // Nobody reads the answer to a request that was given up.
        return c.json(found as EstimateBody);
      },
    )
    .get(
      '/shadow',
      allow('admin', deps),
      describe({
        tag: 'Settings',
        summary: 'What the draft says beside the published settings, since it is tried',
        answers: { 200: shadowAnswer },
      }),
      async (c) => c.json(await readShadowed(deps, (await scopeOf(deps, c)).pageId)),
    )
    .put(
      '/shadow',
      allow('admin', deps),
      describe({
        tag: 'Settings',
        summary: 'Try the draft without letting it decide',
        description: 'Until it is changed, published or discarded, or this is taken back.',
        answers: { 200: shadowAnswer },
        errors: ['DRAFT_CHANGED', 'INVALID_SETTINGS'],
      }),
      check('json', shadowStart),
      async (c) => {
        const scope = await scopeOf(deps, c);
        const { pool } = deps.database;
        const draft = await findDraft(pool, scope.pageId);
        if (draft) await soundOr422(deps, c, scope, draft.settings);
        if (!(await startShadow(pool, scope.pageId, c.req.valid('json').revision)))
          throw new ApiError('DRAFT_CHANGED', draft && toDraft(draft));
        return c.json(await readShadowed(deps, scope.pageId));
      },
    )
    .delete(
      '/shadow',
      allow('admin', deps),
      describe({
        tag: 'Settings',
        summary: 'Try the draft no longer',
        answers: { 204: null },
      }),
      async (c) => {
        await stopShadow(deps.database.pool, (await scopeOf(deps, c)).pageId);
        return c.body(null, 204);
      },
    );

/** What is still wrong in it would be tried as something else than was meant. */
async function soundOr422(deps: ApiDeps, c: Context<ApiEnv>, scope: Scope, patch: object): Promise<SettingsPatch> {
  const { sound, faults } = await soundOf(deps, scope, patch);
  if (faults.length === 0) return sound;
  const { language } = me(c).employee;
  throw new ApiError(
    'INVALID_SETTINGS',
    faults.map((fault) => inWords(fault, language)),
  );
}

interface Work {
  place: Place;
  steps: AsyncGenerator<number, EstimateBody>;
}

/** Runs it to its end; null when whoever asked has gone. */
async function run(
  { place, steps }: Work,
  isGone: () => boolean,
  tell: (progress: number) => Promise<unknown> | undefined,
): Promise<EstimateBody | null> {
  try {
    for (let told = 0; ;) {
      if (isGone()) return null;
      const step = await steps.next();
      if (step.done) return step.value;
      if (Date.now() - told < TELL_MS) continue;
      told = Date.now();
      await tell(Math.round(step.value * 100) / 100);
    }
  } finally {
    leavePlace(place);
  }
}

function inLines(deps: ApiDeps, c: Context<ApiEnv>, work: Work): Response {
  c.header('content-type', LINES);
  c.header('x-accel-buffering', 'no');
  c.header('cache-control', 'no-store');
  return stream(
    c,
    async (out) => {
      const line = (what: object) => out.write(`${JSON.stringify(what)}\n`);
      const found = await run(
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
