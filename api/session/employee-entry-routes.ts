import { Hono } from 'hono';
import { z } from 'zod';
import { isEmployee } from '#db/people/colleagues.ts';
import { listSessions } from '#db/people/sessions.ts';
import { listTokens } from '#db/people/tokens.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { idText } from '../http/fields.ts';
import { entrySchema } from '../people/schema.ts';
import { endAll, endOne, toSession } from './list-routes.ts';
import { endToken, toToken } from './token-routes.ts';

const ofEmployee = z.object({ id: idText });

/** By what somebody else gets in without their password, for admins: what is seen can be ended. */
export const employeeEntry = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/:id/entry',
      allow('admin', deps),
      describe({
        tag: 'Employees',
        summary: 'Where an employee is logged in, and their tokens',
        answers: { 200: entrySchema },
        errors: ['NOT_FOUND'],
      }),
      check('param', ofEmployee),
      async (c) => {
        const { id } = c.req.valid('param');
        const { orm, pool } = deps.database;
        if (!(await isEmployee(pool, id))) throw new ApiError('NOT_FOUND');
        const [open, own] = [await listSessions(orm, id), await listTokens(orm, id)];
        const { sessionId } = me(c);
        return c.json({ sessions: open.map((row) => toSession(row, sessionId)), tokens: own.map(toToken) });
      },
    )
    .delete(
      '/:id/entry',
      allow('admin', deps),
      describe({
        tag: 'Employees',
        summary: "End all of an employee's sessions and tokens",
        description:
          'They log in anew with their password. Who ends their own stays in with the session they ask from.',
        answers: { 204: null },
        errors: ['NOT_FOUND'],
      }),
      check('param', ofEmployee),
      async (c) => {
        const { id } = c.req.valid('param');
        if (!(await isEmployee(deps.database.pool, id))) throw new ApiError('NOT_FOUND');
        const { employee, sessionId } = me(c);
        await endAll(deps, id, { by: employee.id, address: c.get('address'), but: sessionId });
        return c.body(null, 204);
      },
    )
    .delete(
      '/:id/sessions/:sessionId',
      allow('admin', deps),
      describe({
        tag: 'Employees',
        summary: "End one of an employee's sessions",
        answers: { 204: null },
        errors: ['NOT_FOUND'],
      }),
      check('param', ofEmployee.extend({ sessionId: idText })),
      async (c) => {
        const { id, sessionId } = c.req.valid('param');
        await endOne(deps, id, sessionId, { by: me(c).employee.id, address: c.get('address') });
        return c.body(null, 204);
      },
    )
    .delete(
      '/:id/tokens/:tokenId',
      allow('admin', deps),
      describe({
        tag: 'Employees',
        summary: "End one of an employee's tokens",
        answers: { 204: null },
        errors: ['NOT_FOUND'],
      }),
      check('param', ofEmployee.extend({ tokenId: z.uuid() })),
      async (c) => {
        const { id, tokenId } = c.req.valid('param');
        await endToken(deps, id, tokenId, { by: me(c).employee.id, address: c.get('address') });
        return c.body(null, 204);
      },
    );
