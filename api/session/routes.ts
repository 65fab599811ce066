import { type Context, Hono } from 'hono';
import { settlePresence } from '#db/presence/settle.ts';
import { allow, me } from '../access/allow.ts';
import type { Attempts } from '../access/attempts.ts';
import { note } from '../access/note.ts';
import { authHeaders } from '../access/sign.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { passCookies, sessionBody } from './body.ts';
import { credentials, logIn } from './log-in.ts';
import { operations } from './operations.ts';

/** Logging in and out; the session is a resource of its own. */
export const session = (deps: ApiDeps, attempts: Attempts) =>
  new Hono<ApiEnv>()
    .post('/', allow('anyone', deps), describe(operations.logIn), check('json', credentials), async (c) =>
      c.json(await logIn(deps, attempts, c, c.req.valid('json')), 201),
    )
    .get('/', allow('signed_in', deps), describe(operations.who), async (c) => c.json(await sessionBody(deps, me(c))))
    .delete('/', allow('signed_in', deps), describe(operations.logOut), async (c) => {
      await logOut(deps, c);
      return c.body(null, 204);
    });

async function logOut(deps: ApiDeps, c: Context<ApiEnv>): Promise<void> {
  const answer = await deps.auth.api.signOut({ headers: authHeaders(c), asResponse: true });
  passCookies(c, answer.headers);
  // The session's tabs went with it.
  const { moved } = await settlePresence(deps.database.pool, me(c).employee.id);
  if (moved) deps.notifier.notify('change', 'routing');
  await note(deps, c, 'logged_out');
}
