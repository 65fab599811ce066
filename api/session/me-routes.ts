import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { changePassword, findPasswordHash, updateSelf } from '#db/people/account.ts';
import { audit } from '#db/people/audit.ts';
import { allow, me as who } from '../access/allow.ts';
import type { Attempts } from '../access/attempts.ts';
import { hashInLine, refuseIfFull, verifyInLine } from '../access/hashing.ts';
import { inPerson } from '../access/in-person.ts';
import { refuseGuessable } from '../access/passwords.ts';
import { signedEmployee } from '../access/sign.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { someOf } from '../http/fields.ts';
import { language, name, password } from '../people/schema.ts';
import { sessionBody } from './body.ts';
import { operations } from './operations.ts';

/** One's own account. */
export const ownAccount = (deps: ApiDeps, attempts: Attempts) =>
  new Hono<ApiEnv>()
    .put(
      '/',
      allow('signed_in', deps),
      describe(operations.changeSelf),
      check('json', someOf({ language, name })),
      async (c) => {
        const change = c.req.valid('json');
        const signed = who(c);
        const employee = signedEmployee(await updateSelf(await deps.database.orm(), signed.employee.id, change));
        return c.json(await sessionBody(deps, { ...signed, employee }));
      },
    )
    .put(
      '/password',
      allow('signed_in', deps),
      describe(operations.changePassword),
      check('json', z.object({ current: z.string().max(200), next: password })),
      async (c) => {
        await setOwnPassword(c, deps, attempts, c.req.valid('json'));
        return c.body(null, 204);
      },
    );

async function setOwnPassword(
  c: Context<ApiEnv>,
  deps: ApiDeps,
  attempts: Attempts,
  { current, next }: { current: string; next: string },
): Promise<void> {
  const { employee, sessionId } = inPerson(c);
  const address = c.get('address');
  const { orm, pool } = deps.database;
  refuseIfFull();
  await attempts.begin(employee.email, address);
  const hash = await findPasswordHash(await orm(), employee.id);
  if (!hash || !(await verifyInLine(hash, current))) {
    await audit(pool, { kind: 'password_refused', employeeId: employee.id, address });
    throw new ApiError('WRONG_CREDENTIALS');
  }
  await attempts.succeeded(employee.email, address);
  await refuseGuessable(pool, next, employee, 'next');
  const ended = await changePassword(pool, employee.id, await hashInLine(next), sessionId);
  await audit(pool, { kind: 'password_changed', employeeId: employee.id, address, detail: { ...ended } });
}
