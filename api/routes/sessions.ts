import { Hono } from 'hono';
import { z } from 'zod';
import { endOtherSessions, endSession, listSessions } from '#db/people/sessions.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../deps.ts';
import { check, describe } from '../describe.ts';
import { ApiError } from '../errors.ts';
import { asWholeList, idText, listOf, moment } from '../schemas/common.ts';

const sessionItem = z.object({
  id: z.string(),
  current: z.boolean(),
  userAgent: z.string(),
  createdAt: moment,
  lastSeenAt: moment,
});

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
        return c.json(
          asWholeList(
            rows.map(({ id, userAgent, createdAt, updatedAt }) => ({
              id,
              current: id === sessionId,
              userAgent: userAgent ?? '',
              createdAt: createdAt.toISOString(),
              lastSeenAt: updatedAt.toISOString(),
            })),
          ),
        );
      },
    )
    .delete(
      '/',
      allow('signed_in', deps),
      describe({ tag: 'Session', summary: 'End all own sessions but this one', answers: { 204: null } }),
      async (c) => {
        const { employee, sessionId } = me(c);
        await endOtherSessions(deps.database.orm, employee.id, sessionId);
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
        if (!(await endSession(deps.database.orm, me(c).employee.id, c.req.valid('param').id)))
          throw new ApiError('NOT_FOUND');
        return c.body(null, 204);
      },
    );
