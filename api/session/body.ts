import type { Context } from 'hono';
import { listAccess } from '#db/people/page-access.ts';
import { listSeenPages } from '#db/people/read-pages.ts';
import { viewerOf } from '../access/allow.ts';
import type { Signed } from '../access/auth.ts';
import { verdictOn } from '../access/roles.ts';
import type { ApiDeps } from '../http/deps.ts';
import { formatPosition } from '../live/position.ts';

/** Who is logged in, and what they may. */
export async function sessionBody(deps: ApiDeps, signed: Signed) {
  const { pool } = deps.database;
  const { employee } = signed;
  const [{ position }, pages, access] = await Promise.all([
    // Asked first: what changes from here on the stream tells.
    deps.feed.standing(),
    listSeenPages(pool, viewerOf(signed)),
    listAccess(pool, employee.id),
  ]);
  const mayAnswer = (id: string) => verdictOn(employee.roles, 'answer', access.has(id)).may;
  return {
    employee,
    pages: pages.map(({ id, name, health, humanAgent, isDeaf }) => ({
      id,
      name,
      health,
      humanAgent,
      isDeaf,
      mayAnswer: mayAnswer(id),
    })),
    lastEventId: formatPosition(position),
  };
}

export function passCookies(c: Context, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
}
