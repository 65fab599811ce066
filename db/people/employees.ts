import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { Role } from '#db/entities/employee.ts';
import { type Ended, endEntry, NOTHING_ENDED } from '#db/people/entry.ts';
import { type EmployeeRow, readEmployee } from './employee-row.ts';
import { setPages } from './page-access.ts';

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
