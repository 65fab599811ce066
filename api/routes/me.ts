import { verifyPassword, hashPassword } from 'better-auth/crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { findPasswordHash, savePasswordHash, updateSelf } from '#db/people/account.ts';
import { audit } from '#db/people/audit.ts';
import { endOtherSessions } from '#db/people/sessions.ts';
import { allow, me as who } from '../access/allow.ts';
import type { Attempts } from '../access/attempts.ts';
import { signedEmployee } from '../access/sign.ts';
import type { ApiDeps, ApiEnv } from '../deps.ts';
import { check, describe } from '../describe.ts';
import { ApiError } from '../errors.ts';
import { someOf } from '../schemas/common.ts';
import { language, name, password, sessionSchema } from '../schemas/people.ts';
import { sessionBody } from './session.ts';

/** One's own account. */
export const me = (deps: ApiDeps, attempts: Attempts) =>
  new Hono<ApiEnv>()
    .put(
      '/',
      allow('signed_in', deps),
      describe({
        tag: 'Me',
        summary: 'Change own language or name',
        answers: { 200: sessionSchema },
        errors: ['NOTHING_TO_CHANGE'],
      }),
      check('json', someOf({ language, name })),
      async (c) => {
        const change = c.req.valid('json');
        const signed = who(c);
        const employee = signedEmployee(await updateSelf(deps.database.orm, signed.employee.id, change));
        return c.json(await sessionBody(deps, { ...signed, employee }));
      },
    )
    .put(
      '/password',
      allow('signed_in', deps),
      describe({
        tag: 'Me',
        summary: 'Change own password',
        description: 'Ends all other sessions. Wrong current passwords count like wrong log-ins.',
        answers: { 204: null },
        errors: ['WRONG_CREDENTIALS', 'TOO_MANY_ATTEMPTS'],
      }),
      check('json', z.object({ current: z.string().max(200), next: password })),
      async (c) => {
        const { current, next } = c.req.valid('json');
        const { employee, sessionId } = who(c);
        await attempts.begin(employee.email, c.get('address'));
        const { orm, pool } = deps.database;
        const hash = await findPasswordHash(orm, employee.id);
        if (!hash || !(await verifyPassword({ hash, password: current }))) throw new ApiError('WRONG_CREDENTIALS');
        await attempts.succeeded(employee.email, c.get('address'));
        await savePasswordHash(orm, employee.id, await hashPassword(next));
        await endOtherSessions(orm, employee.id, sessionId);
        await audit(pool, { kind: 'password_changed', employeeId: employee.id, address: c.get('address') });
        return c.body(null, 204);
      },
    );
