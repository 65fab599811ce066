import { hashPassword } from 'better-auth/crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { audit } from '#db/people/audit.ts';
import { type EmployeeRow, insertEmployee, LastAdmin, listEmployees, updateEmployee } from '#db/people/employees.ts';
import { closeTabs } from '#db/presence/settle.ts';
import { allow, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../deps.ts';
import { check, describe } from '../describe.ts';
import { ApiError } from '../errors.ts';
import { asWholeList, idText, listOf } from '../schemas/common.ts';
import { employeeChange, employeeSchema, newEmployee } from '../schemas/people.ts';

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
        errors: ['NOT_ALLOWED'],
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
        errors: ['NOT_ALLOWED', 'ALREADY_EXISTS', 'TOO_MANY_ATTEMPTS'],
      }),
      inLine('password'),
      check('json', newEmployee),
      async (c) => {
        const { password, ...employee } = c.req.valid('json');
        const added = await insertEmployee(deps.database.pool, {
          ...employee,
          passwordHash: await hashPassword(password),
        });
        if (!added) throw new ApiError('ALREADY_EXISTS', [{ path: 'email' }]);
        await audit(deps.database.pool, {
          kind: 'employee_added',
          employeeId: me(c).employee.id,
          address: c.get('address'),
          detail: { employee: added.id, roles: added.roles },
        });
        deps.bell.ring('routing');
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
          'A new password or a deactivation ends their sessions at once. The last admin stays one. What is so already is no change.',
        answers: { 200: employeeSchema },
        errors: ['NOT_ALLOWED', 'NOT_FOUND', 'NOTHING_TO_CHANGE', 'TOO_MANY_ATTEMPTS'],
      }),
      check('param', z.object({ id: idText })),
      inLine('password'),
      check('json', employeeChange),
      async (c) => {
        const { id } = c.req.valid('param');
        const { password, ...change } = c.req.valid('json');
        const passwordHash = password === undefined ? undefined : await hashPassword(password);
        const changed = await updateEmployee(deps.database.pool, id, { ...change, passwordHash }).catch(
          refuseLastAdmin,
        );
        if (!changed) throw new ApiError('NOT_FOUND');
        if (!changed.changed) return c.json(toEmployee(changed.row));
        if (!changed.row.active) await closeTabs(deps.database.pool, id);
        await audit(deps.database.pool, {
          kind: 'employee_changed',
          employeeId: me(c).employee.id,
          address: c.get('address'),
          detail: { employee: id, changed: Object.keys(c.req.valid('json')) },
        });
        deps.bell.ring('change', 'routing');
        return c.json(toEmployee(changed.row));
      },
    );

function toEmployee(row: EmployeeRow) {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

function refuseLastAdmin(error: unknown): never {
  throw error instanceof LastAdmin ? new ApiError('NOT_ALLOWED') : error;
}
