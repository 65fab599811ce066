import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { audit, type AuditEntry } from '#db/people/audit.ts';
import { findActive } from '#db/people/bearer.ts';
import { standingOf } from '#db/people/colleagues.ts';
import { listAccess } from '#db/people/page-access.ts';
import { listPages } from '#db/people/read-pages.ts';
import { dropSession, dropSessionsOf } from '#db/people/sessions.ts';
import { settle } from '#db/presence/settle.ts';
import { accountMark } from '../access/account-mark.ts';
import { allow, me, viewerOf } from '../access/allow.ts';
import type { Attempts } from '../access/attempts.ts';
import type { Signed } from '../access/auth.ts';
import { decide } from '../access/decide.ts';
import { inHashingLine, refuseIfFull } from '../access/hashing.ts';
import { authHeaders, signedEmployee } from '../access/sign.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { sessionSchema } from '../people/schema.ts';

const credentials = z.object({ email: z.string().max(254), password: z.string().max(200) });

/** Logging in and out; the session is a resource of its own. */
export const session = (deps: ApiDeps, attempts: Attempts) =>
  new Hono<ApiEnv>()
    .post(
      '/',
      allow('anyone', deps),
      describe({
        tag: 'Session',
        summary: 'Log in',
        description: 'Sets the session cookie. The session before, if any, ends. Ten tries in a quarter of an hour.',
        answers: { 201: sessionSchema },
        errors: ['WRONG_CREDENTIALS', 'TOO_MANY_ATTEMPTS'],
      }),
      check('json', credentials),
      async (c) => c.json(await logIn(c, deps, attempts, c.req.valid('json')), 201),
    )
    .get(
      '/',
      allow('signed_in', deps),
      describe({
        tag: 'Session',
        summary: 'Who is logged in',
        answers: { 200: sessionSchema },
      }),
      async (c) => c.json(await sessionBody(deps, me(c))),
    )
    .delete(
      '/',
      allow('signed_in', deps),
      describe({ tag: 'Session', summary: 'Log out', answers: { 204: null } }),
      async (c) => {
        const answer = await deps.auth.api.signOut({ headers: authHeaders(c), asResponse: true });
        passCookies(c, answer.headers);
        // The session's tabs went with it.
        const { moved } = await settle(deps.database.pool, me(c).employee.id);
        if (moved) deps.notifier.notify('change', 'routing');
        await audit(deps.database.pool, {
          kind: 'logged_out',
          employeeId: me(c).employee.id,
          address: c.get('address'),
        });
        return c.body(null, 204);
      },
    );

async function logIn(
  c: Context<ApiEnv>,
  deps: ApiDeps,
  attempts: Attempts,
  { email, password }: z.infer<typeof credentials>,
) {
  const { pool } = deps.database;
  const address = c.get('address');
  // In no line, and no try counted, where it would end without being looked at.
  refuseIfFull();
  await attempts.begin(email, address).catch(async (error: unknown) => {
    if (error instanceof ApiError)
      await audit(pool, { kind: 'log_in_blocked', address, ...(await accountOf(deps, email)) });
    throw error;
  });
  const headers = authHeaders(c);
  const before = c.get('signed')?.sessionId;
  const body = { email: email.toLowerCase(), password };
  const answer = await inHashingLine(() => deps.auth.api.signInEmail({ body, headers, asResponse: true }));
  const found = answer.ok ? ((await answer.json()) as { user: { id: string } }) : null;
  const active = found ? await findActive(pool, found.user.id) : null;
  if (!active) {
    if (found) await dropSessionsOf(pool, found.user.id);
    await audit(pool, { kind: 'log_in_refused', address, ...(await accountOf(deps, email)) });
    throw new ApiError('WRONG_CREDENTIALS');
  }
  await attempts.succeeded(email, address);
  if (before) await dropSession(pool, before);
  await audit(pool, { kind: 'logged_in', employeeId: active.id, address });
  passCookies(c, answer.headers);
  return sessionBody(deps, { employee: signedEmployee(active), sessionId: null });
}

/** Whose account was tried, by their id; of a name that nobody has, its mark. */
async function accountOf(
  { database, auditKey }: ApiDeps,
  email: string,
): Promise<Pick<AuditEntry, 'employeeId' | 'detail'>> {
  const known = await standingOf(database.pool, email.toLowerCase());
  if (!known) return { detail: { unknown: accountMark(auditKey, email) } };
  return { employeeId: known.id, detail: known.active ? {} : { deactivated: true } };
}

export async function sessionBody(deps: ApiDeps, signed: Signed) {
  const { pool } = deps.database;
  const { employee } = signed;
  const [pages, access] = await Promise.all([listPages(pool, viewerOf(signed)), listAccess(pool, employee.id)]);
  const mayAnswer = (id: string) => decide(employee.roles, 'answer', access.has(id)).may;
  return { employee, pages: pages.map(({ id, name, health }) => ({ id, name, health, mayAnswer: mayAnswer(id) })) };
}

export function passCookies(c: Context, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
}
