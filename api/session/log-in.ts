import type { Context } from 'hono';
import { z } from 'zod';
import { audit, type AuditEntry } from '#db/people/audit.ts';
import { findActive } from '#db/people/bearer.ts';
import { standingOf } from '#db/people/colleagues.ts';
import { dropSession, dropSessionsOf } from '#db/people/sessions.ts';
import { accountMark } from '../access/account-mark.ts';
import type { Attempts } from '../access/attempts.ts';
import { inHashingLine, refuseIfFull } from '../access/hashing.ts';
import { authHeaders, signedEmployee } from '../access/sign.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { ApiError } from '../errors/error.ts';
import { passCookies, sessionBody } from './body.ts';

export const credentials = z.object({ email: z.string().max(254), password: z.string().max(200) });
type Credentials = z.infer<typeof credentials>;

/** Counts the try at its turn, compares the password, and gives a cookie; the session before ends. */
export async function logIn(deps: ApiDeps, attempts: Attempts, c: Context<ApiEnv>, given: Credentials) {
  const { pool } = deps.database;
  const address = c.get('address');
  const { email } = given;
  const told = async (error: unknown): Promise<never> => {
    if (error instanceof ApiError)
      await audit(pool, { kind: 'log_in_blocked', address, ...(await accountOf(deps, email)) });
    throw error;
  };
  // In no line, and no try counted, where it would end without being looked at.
  refuseIfFull();
  await attempts.look(email, address).catch(told);
  const before = c.get('signed')?.sessionId;
  const { active, headers } = await signIn(deps, c, given, () => attempts.begin(email, address).catch(told));
  await attempts.succeeded(given.email, address);
  if (before) await dropSession(pool, before);
  await audit(pool, { kind: 'logged_in', employeeId: active.id, address });
  passCookies(c, headers);
  return sessionBody(deps, { employee: signedEmployee(active), sessionId: null });
}

async function signIn(deps: ApiDeps, c: Context<ApiEnv>, { email, password }: Credentials, begin: () => Promise<void>) {
  const { pool } = deps.database;
  const headers = authHeaders(c);
  const body = { email: email.toLowerCase(), password };
  const answer = await inHashingLine(async () => {
    await begin();
    return deps.auth.api.signInEmail({ body, headers, asResponse: true });
  });
  const found = answer.ok ? ((await answer.json()) as { user: { id: string } }) : null;
  const active = found ? await findActive(pool, found.user.id) : null;
  if (active) return { active, headers: answer.headers };
  if (found) await dropSessionsOf(pool, found.user.id);
  await audit(pool, { kind: 'log_in_refused', address: c.get('address'), ...(await accountOf(deps, email)) });
  throw new ApiError('WRONG_CREDENTIALS');
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
