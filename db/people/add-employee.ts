import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { inTransaction } from '#db/connection/transaction.ts';
import type { Language, Role } from '#db/entities/employee.ts';
import { type EmployeeRow, readEmployee } from './employee-row.ts';
import { setPages } from './page-access.ts';

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
