import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { requestOf } from '#activities/analytics/event.ts';
import { NotCollected, type Stream, validate } from '#activities/analytics/measurement.ts';
import { ANALYTICS_PLACE, analyticsStanding, findAnalytics, saveAnalytics } from '#db/analytics/keep.ts';
import { noticeAnalyticsWell } from '#db/analytics/hits.ts';
import { COUNTED_KINDS } from '#db/entities/outgoing/outgoing-event.ts';
import { allow } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { moments } from '../http/fields.ts';
import { operations } from './operations.ts';
import { analyticsContent, analyticsTrial } from './schema.ts';

/** How chats are counted at Google Analytics. */
export const analytics = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('admin', deps), describe(operations.read), async (c) => c.json(await read(deps)))
    .put('/', allow('admin', deps), describe(operations.change), check('json', analyticsContent), async (c) =>
      c.json(await change(deps, c, c.req.valid('json'))),
    )
    .post('/trial', allow('admin', deps), describe(operations.trial), check('json', analyticsTrial), async (c) =>
      c.json(await trial(deps, c.req.valid('json'))),
    );

/** An answer of ours has to come in time, whatever Google does. */
const TRIAL_MS = 3_500;

async function read({ database: { pool } }: ApiDeps) {
  const [row, { lastSentAt, ...standing }] = await Promise.all([findAnalytics(pool), analyticsStanding(pool)]);
  const { isOn = false, measurementId = '' } = row ?? {};
  return { isOn, measurementId, hasSecret: row !== null, ...standing, lastSentAt: moments(lastSentAt) };
}

async function change(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof analyticsContent>) {
  const { database, keyring, notifier } = deps;
  const { isOn, measurementId, secret } = given;
  const before = await findAnalytics(database.pool);
  const sealedSecret = secret === undefined ? before?.sealedSecret : keyring.seal(secret, ANALYTICS_PLACE);
  if (sealedSecret === undefined) throw new ApiError('ANALYTICS_SECRET');
  await saveAnalytics(database.pool, { isOn, measurementId, sealedSecret });
  const changed = [
    ...(before?.isOn === isOn ? [] : ['isOn']),
    ...(before?.measurementId === measurementId ? [] : ['measurementId']),
    ...(secret === undefined ? [] : ['secret']),
  ];
  // Whether it is well as it is now, the next event says.
  if (changed.length > 0) await noticeAnalyticsWell(database.pool);
  if (changed.length > 0) await note(deps, c, 'analytics_changed', { isOn, changed });
  notifier.notify('outgoing');
  return read(deps);
}

async function trial(deps: ApiDeps, given: z.infer<typeof analyticsTrial>) {
  const stream = { measurementId: given.measurementId, secret: given.secret ?? (await keptSecret(deps)) };
  try {
    const messages = await validateAll(deps, stream);
    return { ok: messages.length === 0, reason: null, messages };
  } catch (error) {
    if (!(error instanceof NotCollected)) throw error;
    return { ok: false, reason: error.message, messages: [] };
  }
}

/** One event of each kind, as it would be sent. */
async function validateAll({ analytics: settings }: ApiDeps, stream: Stream) {
  const facts = { number: 1, what: 'phone', seconds: 60, recordId: randomUUID(), amount: 100_00 } as const;
  const of = { at: new Date(), facts, pageId: randomUUID(), clientName: randomUUID() };
  const all = COUNTED_KINDS.map((kind) =>
    validate(stream, requestOf({ ...of, kind }), { ...settings, wholeMs: TRIAL_MS }),
  );
  return (await Promise.all(all)).flat();
}

async function keptSecret({ database, keyring }: ApiDeps): Promise<string> {
  const kept = await findAnalytics(database.pool);
  if (!kept) throw new ApiError('ANALYTICS_SECRET');
  return keyring.open(kept.sealedSecret, ANALYTICS_PLACE);
}
