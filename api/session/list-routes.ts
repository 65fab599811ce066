import { Hono } from 'hono';
import { z } from 'zod';
import type { Session } from '#db/entities/employee.ts';
import { audit } from '#db/people/audit.ts';
import { endEntry } from '#db/people/entry.ts';
import { endSession, listSessions } from '#db/people/sessions.ts';
import { settle } from '#db/presence/settle.ts';
import { inTransaction } from '#db/connection/transaction.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asWholeList, idText, listOf } from '../http/fields.ts';
import { sessionItem } from '../people/schema.ts';

/** Where one's own account is logged in. */
export const sessions = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('signed_in', deps),
      describe({ tag: 'Session', summary: 'Own sessions, newest first', answers: { 200: listOf(sessionItem) } }),
      async (c) => {
        const { employee, sessionId } = me(c);
        const rows = await listSessions(deps.database.orm, employee.id);
        return c.json(asWholeList(rows.map((row) => toSession(row, sessionId))));
      },
    )
    .delete(
      '/',
      allow('signed_in', deps),
      describe({
        tag: 'Session',
        summary: 'End all own sessions but this one, and all own tokens',
        description: 'For whoever fears a theft: only who asks stays in. Asked with a token, nobody does.',
        answers: { 204: null },
      }),
      async (c) => {
        const { employee, sessionId } = me(c);
        await endAll(deps, employee.id, { by: employee.id, address: c.get('address'), but: sessionId });
        return c.body(null, 204);
      },
    )
    .delete(
      '/:id',
      allow('signed_in', deps),
      describe({
        tag: 'Session',
        summary: 'End one of the own sessions',
        answers: { 204: null },
        errors: ['NOT_FOUND'],
      }),
      check('param', z.object({ id: idText })),
      async (c) => {
        const { employee } = me(c);
        const { id } = c.req.valid('param');
        await endOne(deps, employee.id, id, { by: employee.id, address: c.get('address') });
        return c.body(null, 204);
      },
    );

export function toSession({ id, userAgent, createdAt, updatedAt }: Session, current: string | null) {
  return {
    id,
    current: id === current,
    userAgent: userAgent ?? '',
    createdAt: createdAt.toISOString(),
    lastSeenAt: updatedAt.toISOString(),
  };
}

interface Ending {
  /** Who ended it, from where. */
  by: string;
  address: string;
}

/** Ends a session of somebody; throws NOT_FOUND when it is not theirs. */
export async function endOne(deps: ApiDeps, employeeId: string, id: string, { by, address }: Ending): Promise<void> {
  const { orm, pool } = deps.database;
  if (!(await endSession(orm, employeeId, id))) throw new ApiError('NOT_FOUND');
  await audit(pool, { kind: 'session_ended', employeeId: by, address, detail: { employee: employeeId, session: id } });
  await settleTabs(deps, employeeId);
}

/** Ends all by which somebody gets in without their password, but for one session. */
export async function endAll(
  deps: ApiDeps,
  employeeId: string,
  { by, address, but }: Ending & { but: string | null },
): Promise<void> {
  const { pool } = deps.database;
  const ended = await inTransaction(pool, (tx) => endEntry(tx, employeeId, but));
  await audit(pool, { kind: 'entry_ended', employeeId: by, address, detail: { employee: employeeId, ...ended } });
  await settleTabs(deps, employeeId);
}

/** The sessions' tabs went with them. */
async function settleTabs(deps: ApiDeps, employeeId: string): Promise<void> {
  const { moved } = await settle(deps.database.pool, employeeId);
  if (moved) deps.notifier.notify('change', 'routing');
}
