import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { applicationOf } from '#activities/facebook/application.ts';
import { ASKED_SCOPES } from '#activities/facebook/scopes.ts';
import { dialogAt } from '#activities/messenger/graph.ts';
import { findFacebookApp } from '#db/facebook/app.ts';
import { insertLogin, keepCode, loginPlace, takeState } from '#db/facebook/ask.ts';
import { failLogin } from '#db/facebook/work.ts';
import { findPages } from '#db/people/read-pages.ts';
import { allow } from '../access/allow.ts';
import { inPerson } from '../access/in-person.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { missingOf } from './missing.ts';
import { operations } from './operations.ts';
import { callbackQuery, loginQuery } from './schema.ts';

/** The way to Facebook's dialog, and back. A browser goes it: both answer with where to go next. */
export const facebookLogin = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/login', allow('admin', deps), describe(operations.begin), check('query', loginQuery), async (c) => {
      // Nobody is sent to Facebook by another site.
      if (c.req.header('sec-fetch-site') === 'cross-site') throw new ApiError('FOREIGN_ORIGIN');
      return c.redirect(await begin(deps, c, c.req.valid('query')));
    })
    .get('/callback', allow('admin', deps), describe(operations.callback), check('query', callbackQuery), async (c) =>
      c.redirect(await end(deps, c, c.req.valid('query'))),
    );

async function begin(deps: ApiDeps, c: Context<ApiEnv>, asked: z.infer<typeof loginQuery>): Promise<string> {
  const { database, keyring, facebook } = deps;
  const { pool } = database;
  const signed = inPerson(c);
  const row = await findFacebookApp(pool);
  const missing = missingOf(row, facebook.shared);
  const application =
    missing.length > 0 ? null : await applicationOf({ pool, keyring, shared: facebook.shared }, row.use);
  if (application === null) throw new ApiError('FACEBOOK_NOT_SET', { missing });
  if (asked.page !== undefined && (await findPages(pool, [asked.page])).length === 0) throw new ApiError('NOT_FOUND');
  const [id, state, verifier] = [randomUUID(), secretWord(), secretWord()];
  await insertLogin(pool, {
    id,
    employeeId: signed.employee.id,
    sessionId: signed.sessionId ?? '',
    app: row.use,
    appId: application.appId,
    pageId: asked.page ?? null,
    employeeIds: row.employeeIds,
    stateMark: markOf(state),
    sealedVerifier: keyring.seal(verifier, loginPlace(id, 'verifier')),
  });
  await note(deps, c, 'facebook_login_begun', { app: row.use, ...(asked.page && { page: asked.page }) });
  const dialog = dialogAt(facebook.dialogUrl);
  const { appId, configId } = application;
  for (const [name, value] of Object.entries({
    client_id: appId,
    redirect_uri: facebook.redirectUri,
    state,
    response_type: 'code',
    code_challenge: markOf(verifier),
    code_challenge_method: 'S256',
    ...(configId === '' ? { scope: ASKED_SCOPES.join(',') } : { config_id: configId }),
    ...(asked.again && { auth_type: 'rerequest' }),
  }))
    dialog.searchParams.set(name, value);
  return dialog.href;
}

/** A state is used up by whoever brings it; what came with one that is not good is not looked at. */
async function end(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof callbackQuery>): Promise<string> {
  const { pool } = deps.database;
  const signed = inPerson(c);
  const returned = given.state ? await takeState(pool, markOf(given.state), signed.sessionId ?? '') : null;
  if (returned === null) return '/settings/general?refused=unknown';
  const { id, state } = returned;
  if (state !== 'good') return `/settings/general?refused=${state}`;
  if (given.code !== undefined && given.error === undefined) {
    await keepCode(pool, id, deps.keyring.seal(given.code, loginPlace(id, 'code')));
    deps.notifier.notify('facebook');
  } else await failLogin(pool, id, given.error === 'access_denied' ? 'cancelled' : 'facebook_failed');
  return `/settings/general?login=${id}`;
}

const secretWord = (): string => randomBytes(32).toString('base64url');
/** By which a state is known, and what PKCE calls a challenge. */
const markOf = (word: string): string => createHash('sha256').update(word).digest('base64url');
