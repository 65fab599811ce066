import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { audit, fromTo } from '#db/people/audit.ts';
import {
  type ChangedEmployee,
  type EmployeeRow,
  insertEmployee,
  LastAdmin,
  listEmployees,
  readEmployee,
  updateEmployee,
} from '#db/people/employees.ts';
import { closeTabs } from '#db/presence/settle.ts';
import { allow, me } from '../access/allow.ts';
import { hashInLine } from '../access/hashing.ts';
import { inPerson } from '../access/in-person.ts';
import { inLine } from '../access/line.ts';
import { refuseGuessable } from '../access/passwords.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asWholeList, idText, listOf } from '../http/fields.ts';
import { employeeChange, employeeSchema, newEmployee } from './schema.ts';

/** Who may log in, as what, and to which pages. */
export const employees = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('admin', deps),
      describe({
        tag: 'Employees',
        summary: 'All employees',
        answers: { 200: listOf(employeeSchema) },
      }),
      async (c) => c.json(asWholeList((await listEmployees(deps.database.pool)).map(toEmployee))),
    )
    .post(
      '/',
      allow('admin', deps),
      describe({
        tag: 'Employees',
        summary: 'Add an employee',
        answers: { 201: employeeSchema },
        errors: ['ALREADY_EXISTS', 'WEAK_PASSWORD', 'LOG_IN_NEEDED'],
      }),
      inLine('password'),
      check('json', newEmployee),
      async (c) => {
        const signed = inPerson(c);
        const { password, ...employee } = c.req.valid('json');
        const { pool } = deps.database;
        await refuseGuessable(pool, password, employee, 'password');
        const added = await insertEmployee(pool, { ...employee, passwordHash: await hashInLine(password) });
        if (!added) throw new ApiError('ALREADY_EXISTS', [{ path: 'email' }]);
        await audit(pool, {
          kind: 'employee_added',
          employeeId: signed.employee.id,
          address: c.get('address'),
          detail: { employee: added.id, roles: added.roles, pageIds: added.pageIds },
        });
        deps.notifier.notify('routing');
        return c.json(toEmployee(added), 201);
      },
    )
    .put(
      '/:id',
      allow('admin', deps),
      describe({
        tag: 'Employees',
        summary: 'Change an employee',
        description:
          'A new password or a deactivation ends their sessions and tokens at once. The last admin stays one. What is so already is no change. Passwords, roles and activation are changed by a person who logged in, not by a token.',
        answers: { 200: employeeSchema },
        errors: ['NOT_FOUND', 'NOTHING_TO_CHANGE', 'WEAK_PASSWORD', 'LOG_IN_NEEDED'],
      }),
      check('param', z.object({ id: idText })),
      inLine('password'),
      check('json', employeeChange),
      async (c) => {
        const { id } = c.req.valid('param');
        const change = c.req.valid('json');
        const { before, after, changed, ended } = await changeEmployee(c, deps, id, change);
        if (!changed) return c.json(toEmployee(after));
        if (!after.active) await closeTabs(deps.database.pool, id);
        await audit(deps.database.pool, {
          kind: 'employee_changed',
          employeeId: me(c).employee.id,
          address: c.get('address'),
          detail: {
            employee: id,
            changed: Object.keys(change),
            ...fromTo(before, after, ['roles', 'active', 'pageIds']),
            ...(ended.sessions + ended.tokens > 0 && { ended }),
          },
        });
        deps.notifier.notify('change', 'routing');
        return c.json(toEmployee(after));
      },
    );

async function changeEmployee(
  c: Context<ApiEnv>,
  deps: ApiDeps,
  id: string,
  { password, ...change }: z.infer<typeof employeeChange>,
): Promise<ChangedEmployee> {
  const { pool } = deps.database;
  if (password !== undefined || change.roles || change.active) inPerson(c);
  const known = await readEmployee(pool, id);
  if (!known) throw new ApiError('NOT_FOUND');
  if (password !== undefined) await refuseGuessable(pool, password, { ...known, ...named(change) }, 'password');
  const passwordHash = password === undefined ? undefined : await hashInLine(password);
  const changed = await updateEmployee(pool, id, { ...change, passwordHash }).catch(refuseLastAdmin);
  if (!changed) throw new ApiError('NOT_FOUND');
  return changed;
}

function named({ name }: { name?: string | undefined }): { name?: string } {
  return name === undefined ? {} : { name };
}

function toEmployee(row: EmployeeRow) {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

function refuseLastAdmin(error: unknown): never {
  throw error instanceof LastAdmin ? new ApiError('NOT_ALLOWED') : error;
}
