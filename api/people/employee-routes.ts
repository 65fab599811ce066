import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { fromTo } from '#db/people/audit.ts';
import { type ChangedEmployee, LastAdmin, updateEmployee } from '#db/people/employees.ts';
import { type EmployeeRow, listEmployees, readEmployee } from '#db/people/employee-row.ts';
import { insertEmployee } from '#db/people/add-employee.ts';
import { closeTabs } from '#db/presence/settle.ts';
import { allow } from '../access/allow.ts';
import { hashInLine } from '../access/hashing.ts';
import { inPerson } from '../access/in-person.ts';
import { inLine } from '../access/line.ts';
import { note } from '../access/note.ts';
import { refuseGuessable } from '../access/passwords.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError, languageOf } from '../errors/error.ts';
import { asWholeList, idText } from '../http/fields.ts';
import { operations } from './operations.ts';
import { employeeChange, newEmployee } from './schema.ts';

const path = z.object({ id: idText });

/** Who may log in, as what, and to which pages. */
export const employees = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('admin', deps), describe(operations.listEmployees), async (c) =>
      c.json(asWholeList((await listEmployees(deps.database.pool)).map(toEmployee))),
    )
    .post(
      '/',
      allow('admin', deps),
      describe(operations.addEmployee),
      inLine('password'),
      check('json', newEmployee),
      async (c) => c.json(await addEmployee(deps, c, c.req.valid('json')), 201),
    )
    .put(
      '/:id',
      allow('admin', deps),
      describe(operations.changeEmployee),
      check('param', path),
      inLine('password'),
      check('json', employeeChange),
      async (c) => c.json(await changeEmployee(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    );

async function addEmployee(deps: ApiDeps, c: Context<ApiEnv>, { password, ...employee }: z.infer<typeof newEmployee>) {
  inPerson(c);
  const { pool } = deps.database;
  await refuseGuessable(pool, password, employee, 'password');
  // The language of whoever adds them, until they choose their own.
  const added = await insertEmployee(pool, {
    ...employee,
    language: languageOf(c),
    passwordHash: await hashInLine(password),
  });
  if (!added) throw new ApiError('ALREADY_EXISTS', [{ path: 'email' }]);
  await note(deps, c, 'employee_added', { employee: added.id, roles: added.roles, pageIds: added.pageIds });
  deps.notifier.notify('routing');
  return toEmployee(added);
}

type Change = z.infer<typeof employeeChange>;

async function changeEmployee(deps: ApiDeps, c: Context<ApiEnv>, id: string, change: Change) {
  const { before, after, changed, ended } = await write(deps, c, id, change);
  if (!changed) return toEmployee(after);
  if (!after.active) await closeTabs(deps.database.pool, id);
  await note(deps, c, 'employee_changed', {
    employee: id,
    changed: Object.keys(change),
    ...fromTo(before, after, ['roles', 'active', 'pageIds']),
    ...(ended.sessions + ended.tokens > 0 && { ended }),
  });
  deps.notifier.notify('change', 'routing');
  return toEmployee(after);
}

async function write(
  { database: { pool } }: ApiDeps,
  c: Context<ApiEnv>,
  id: string,
  { password, ...change }: Change,
): Promise<ChangedEmployee> {
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
