import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { checkApplication } from '#activities/facebook/check.ts';
import {
  APP_PLACES,
  type AppSecretName,
  type FacebookAppRow,
  findFacebookApp,
  type KeptSecret,
  saveFacebookApp,
} from '#db/facebook/app.ts';
import { allow } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { missingOf } from './missing.ts';
import { operations } from './operations.ts';
import { appContent, appTrial } from './schema.ts';

/** The Facebook application through which pages are connected. */
export const facebookApp = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('admin', deps), describe(operations.readApp), async (c) => c.json(await read(deps)))
    .put('/', allow('admin', deps), describe(operations.changeApp), check('json', appContent), async (c) =>
      c.json(await change(deps, c, c.req.valid('json'))),
    )
    .post(
      '/trial',
      allow('admin', deps),
      describe(operations.tryApp),
      inLine('neighbour'),
      check('json', appTrial),
      async (c) => c.json(await tryOut(deps, c.req.valid('json'))),
    );

/** Two calls, and an answer of ours has to come in time. */
const CALL_MS = 1_900;

async function read(deps: ApiDeps) {
  const row = await findFacebookApp(deps.database.pool);
  const { use, employeeIds, appId, configId, secret, verifyToken } = row;
  const { redirectUri, webhookUrl, shared } = deps.facebook;
  const missing = missingOf(row, shared);
  const hasShared = !missingOf({ ...row, use: 'shared' }, shared).includes('shared');
  const keptOnes = { secret: kept(secret), verifyToken: kept(verifyToken) };
  return { use, hasShared, employeeIds, appId, configId, ...keptOnes, redirectUri, webhookUrl, missing };
}

const kept = (secret: KeptSecret | null) => ({ isSet: secret !== null, at: secret?.at ?? null });

async function change(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof appContent>) {
  const { database, notifier } = deps;
  const before = await findFacebookApp(database.pool);
  const isOther = given.appId !== before.appId;
  const after: FacebookAppRow = {
    use: given.use,
    employeeIds: given.employeeIds,
    appId: given.appId,
    configId: given.configId,
    // Of another application: a secret that was kept is not its.
    secret: secretOf(deps, 'secret', given.secret, isOther ? null : before.secret),
    verifyToken: secretOf(deps, 'verifyToken', given.verifyToken, before.verifyToken),
  };
  const names = (['use', 'employeeIds', 'appId', 'configId', 'secret', 'verifyToken'] as const).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  if (names.length === 0) return read(deps);
  await saveFacebookApp(database.pool, after);
  await note(deps, c, 'facebook_app_changed', { use: given.use, changed: names });
  notifier.notify('facebook');
  return read(deps);
}

function secretOf(
  { keyring }: ApiDeps,
  name: AppSecretName,
  given: string | undefined,
  before: KeptSecret | null,
): KeptSecret | null {
  if (given === undefined) return before;
  return { sealed: keyring.seal(given, APP_PLACES[name]), at: new Date().toISOString() };
}

async function tryOut({ database, keyring, facebook }: ApiDeps, { appId, secret }: z.infer<typeof appTrial>) {
  const row = secret === undefined ? await findFacebookApp(database.pool) : null;
  const keptSecret = row?.appId === appId ? row.secret : null;
  const used = secret ?? (keptSecret && keyring.open(keptSecret.sealed, APP_PLACES.secret));
  if (used === null) throw new ApiError('FACEBOOK_SECRET_NEEDED');
  const verdict = await checkApplication(facebook.graphUrl, { appId, secret: used }, CALL_MS);
  return verdict.ok ? { ok: true, name: verdict.name, reason: null } : { ok: false, name: '', reason: verdict.reason };
}
