import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import type { Language, Role } from '#db/entities/employee.ts';
import { type Ended, endEntry, NOTHING_ENDED } from '#db/people/entry.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';

export interface EmployeeRow {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  pageIds: string[];
  active: boolean;
  language: Language;
  languages: string[];
  skills: string[];
  capacity: number | null;
  createdAt: Date;
}

const COLUMNS = `e.id, e.name, e.email, e.roles, e.active, e.language, e.languages, e.skills, e.capacity,
  e.created_at as "createdAt",
  array(select a.page_id::text from page_access a where a.employee_id = e.id order by 1) as "pageIds"`;

export async function listEmployees(pool: Pool): Promise<EmployeeRow[]> {
  return (await pool.query<EmployeeRow>(`select ${COLUMNS} from employee e order by e.name collate "uk-x-icu", e.id`))
    .rows;
}

export interface NewEmployee {
  name: string;
  email: string;
  passwordHash: string;
  roles: Role[];
  pageIds: string[];
  language?: Language;
  languages?: string[];
  skills?: string[];
  capacity?: number | null;
}

/** Adds an employee who can log in; null when the e-mail is taken. */
export async function insertEmployee(pool: Pool, employee: NewEmployee): Promise<EmployeeRow | null> {
  return inTransaction(pool, async (tx) => {
    const id = randomUUID();
    const { rowCount } = await tx.query(
      `insert into employee (id, name, email, email_verified, roles, language, languages, skills, capacity)
       values ($1, $2, $3, true, $4, $5, $6, $7, $8) on conflict (email) do nothing`,
      [
        id,
        employee.name,
        employee.email,
        employee.roles,
        employee.language ?? 'uk',
        employee.languages ?? [],
        employee.skills ?? [],
        employee.capacity ?? null,
      ],
    );
    if (!rowCount) return null;
    await tx.query(
      `insert into account (id, account_id, provider_id, user_id, password) values ($1, $2, 'credential', $2, $3)`,
      [randomUUID(), id, employee.passwordHash],
    );
    await setPages(tx, id, employee.pageIds);
    return readEmployee(tx, id);
  });
}

export interface EmployeeChange {
  name?: string | undefined;
  passwordHash?: string | undefined;
  roles?: Role[] | undefined;
  pageIds?: string[] | undefined;
  active?: boolean | undefined;
  languages?: string[] | undefined;
  skills?: string[] | undefined;
  /** Null takes the own limit away. */
  capacity?: number | null | undefined;
}

export interface ChangedEmployee {
  before: EmployeeRow;
  after: EmployeeRow;
  /** False: it was so already. */
  changed: boolean;
  /** What a new password or a deactivation ended. */
  ended: Ended;
}

/** Changes an employee. A new password or a deactivation ends their sessions and their tokens. Throws `LastAdmin`. */
export async function updateEmployee(pool: Pool, id: string, change: EmployeeChange): Promise<ChangedEmployee | null> {
  return inTransaction(pool, async (tx) => {
    // The admins' rows first, in their order: two who change each other wait for one another and do not die of it.
    if (change.active === false || change.roles?.includes('admin') === false) await keepAnAdmin(tx, id);
    await tx.query('select 1 from employee where id = $1 for update', [id]);
    const before = await readEmployee(tx, id);
    const { rowCount } = await tx.query(
      `update employee set name = coalesce($2, name), roles = coalesce($3, roles), active = coalesce($4, active),
       updated_at = now(),
         languages = coalesce($5, languages), skills = coalesce($6, skills), capacity = case when $7 then $8
           else capacity end
       where id = $1`,
      [
        id,
        change.name,
        change.roles,
        change.active,
        change.languages,
        change.skills,
        change.capacity !== undefined,
        change.capacity,
      ],
    );
    if (!rowCount || !before) return null;
    if (change.pageIds) await setPages(tx, id, change.pageIds);
    if (change.passwordHash)
      await tx.query('update account set password = $2, updated_at = now() where user_id = $1', [
        id,
        change.passwordHash,
      ]);
    const ended = change.passwordHash || change.active === false ? await endEntry(tx, id) : NOTHING_ENDED;
    const after = await readEmployee(tx, id);
    const changed = change.passwordHash !== undefined || !isDeepStrictEqual(before, after);
    return after && { before, after, changed, ended };
  });
}

export class LastAdmin extends Error {
  override name = 'LastAdmin';
}

/** The last admin cannot be locked out; the admins' rows are locked, so that two do not do it to each other at once. */
async function keepAnAdmin(tx: Sql, id: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from employee where active and 'admin' = any(roles) order by id for update`,
  );
  if (!rows.some((admin) => admin.id !== id)) throw new LastAdmin('one admin has to stay');
}

async function setPages(tx: Sql, employeeId: string, pageIds: string[]): Promise<void> {
  await tx.query('delete from page_access where employee_id = $1', [employeeId]);
  await tx.query('insert into page_access (page_id, employee_id) select id, $1 from page where id = any($2::uuid[])', [
    employeeId,
    pageIds,
  ]);
}

export async function readEmployee(tx: Sql, id: string): Promise<EmployeeRow | null> {
  return (await tx.query<EmployeeRow>(`select ${COLUMNS} from employee e where e.id = $1`, [id])).rows[0] ?? null;
}
