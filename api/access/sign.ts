import { createHash } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Language, Role } from '#db/entities/employee.ts';
import { noteStranger } from '#db/people/audit.ts';
import { findBearer } from '#db/people/bearer.ts';
import { dropSession, findSession } from '#db/people/sessions.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { parseAddress } from './address.ts';
import { isToRefresh, type Signed } from './auth.ts';
import { changedHands } from './browser.ts';
import { sessionTokenOf } from './cookie.ts';
import { givenUp, Line } from './line.ts';

/** Carries the caller's real address to the auth library, which would believe any forwarding header. */
const ADDRESS_HEADER = 'x-rozmova-address';
const ABSOLUTE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * A company that comes in one moment stands before it, few at a time: all at once they would take the database and the
 * cores from webhooks, and be let in no sooner.
 */
const DOOR = new Line({ atOnce: 4, waiting: 4_000, ofOne: Infinity });

/** Finds out who asks: by the session's cookie or by a personal token. Refuses nobody; the routes' rules do. */
export function identify(deps: ApiDeps) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const token = tokenOf(c);
    // A session that lives on must live on in the browser too: its cookie ends by itself.
    const renew = (cookie: string): void => c.header('set-cookie', cookie, { append: true });
    const find = (): Promise<Signed | null> =>
      token ? byToken(deps, token) : bySession(deps, authHeaders(c), isBeat(c) ? 'look' : 'act', renew);
    c.set('signed', await DOOR.run('anyone', find, givenUp(c.req)));
    await next();
  });
}

/** Who asked, as it is by now; looking does not keep their session alive. Null when it ended or the token is gone. */
export function signedStill(c: Context<ApiEnv>, deps: ApiDeps): Promise<Signed | null> {
  const token = tokenOf(c);
  return token ? byToken(deps, token) : bySession(deps, authHeaders(c), 'look');
}

/** A desk left open tells of itself all the time: that is no use of the session. */
function isBeat(c: Context<ApiEnv>): boolean {
  return c.req.method === 'PUT' && c.req.path === '/api/me/presence';
}

function tokenOf(c: Context<ApiEnv>): string | undefined {
  return /^Bearer (rzm_[\w-]{43})$/.exec(c.req.header('authorization') ?? '')?.[1];
}

/** Headers for the auth library: the cookie, the browser's name, the address as we know it. */
export function authHeaders(c: Context<ApiEnv>): Headers {
  const headers = new Headers({ [ADDRESS_HEADER]: c.get('address') });
  for (const name of ['cookie', 'user-agent']) {
    const value = c.req.header(name);
    if (value) headers.set(name, value);
  }
  return headers;
}

/**
 * The session's owner; a mere `look` does not keep the session alive. Null when it ended, when they may not log in any
 * more, or when its cookie turns up in another browser: that one is refused and noted, and whose session it is goes on.
 */
export async function bySession(
  deps: ApiDeps,
  headers: Headers,
  use: 'act' | 'look',
  renew: (cookie: string) => void = () => undefined,
): Promise<Signed | null> {
  const token = await sessionTokenOf(deps.auth, headers.get('cookie') ?? '');
  const session = token ? await findSession(deps.database.pool, token) : null;
  if (!session) return null;
  if (changedHands(session.userAgent ?? '', headers.get('user-agent') ?? '')) {
    const address = headers.get(ADDRESS_HEADER);
    await noteStranger(deps.database.pool, { sessionId: session.id, employeeId: session.employee.id, address });
    return null;
  }
  if (Date.now() - session.createdAt.getTime() > ABSOLUTE_MS) {
    await dropSession(deps.database.pool, session.id);
    return null;
  }
  if (use === 'act' && isToRefresh(session)) {
    const { headers: answered } = await deps.auth.api.getSession({ headers, returnHeaders: true });
    answered.getSetCookie().forEach(renew);
  }
  return { employee: signedEmployee(session.employee), sessionId: session.id };
}

async function byToken({ database }: ApiDeps, token: string): Promise<Signed | null> {
  const bearer = await findBearer(database.pool, hashToken(token));
  return bearer ? { employee: signedEmployee(bearer), sessionId: null } : null;
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function signedEmployee(user: {
  id: string;
  name: string;
  email: string;
  roles: string[];
  language: string;
}): Signed['employee'] {
  const { id, name, email } = user;
  return { id, name, email, roles: user.roles as Role[], language: user.language as Language };
}

/** The connection's address; a proxy's word counts only when it is one of ours. */
export function addressOf(c: Context, trusted: string[]): string {
  const remote = parseAddress(getConnInfo(c).remote.address ?? '') ?? '';
  if (!trusted.includes(remote)) return remote;
  const hops = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .filter((hop) => hop.trim() !== '')
    .map(parseAddress);
  // What is no address was not written by our proxy, and what stands before it even less so.
  return hops.findLast((hop) => hop === null || !trusted.includes(hop)) ?? remote;
}
