import type { Pool } from 'pg';
import type { Role } from '#db/entities/employee.ts';
import { DEMO_EMPLOYEES } from '#db/demo/company.ts';
import { inTransaction } from '#db/connection/transaction.ts';

const EMAILS = DEMO_EMPLOYEES.map(({ email }) => email);

/**
 * Everybody knows the password of the demo's people: where there is no demo they cannot log in, and what they are
 * logged in with ends. What they did stays. Returns how many there were.
 */
export async function endDemo(pool: Pool): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>('select id from employee where email = any($1) for update', [
      EMAILS,
    ]);
    const ids = rows.map(({ id }) => id);
    await tx.query('update account set password = null, updated_at = now() where user_id = any($1)', [ids]);
    await tx.query('delete from session where user_id = any($1)', [ids]);
    await tx.query('delete from api_token where employee_id = any($1)', [ids]);
    const { rowCount } = await tx.query(
      'update employee set active = false, updated_at = now() where id = any($1) and active',
      [ids],
    );
    return rowCount ?? 0;
  });
}

/** Of the demo's people who can log in, in the order in which they are introduced. */
export async function demoAccounts(pool: Pool): Promise<{ email: string; roles: Role[] }[]> {
  const { rows } = await pool.query<{ email: string; roles: Role[] }>(
    `select email, roles from employee where email = any($1) and active order by array_position($1, email)`,
    [EMAILS],
  );
  return rows;
}

/**
 * The demo goes on after it had ended, if nobody else works here. An installation with people of its own never gets it
 * back.
 */
export async function reviveDemo(pool: Pool, passwordHash: string): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query('select 1 from employee where email <> all($1) limit 1', [EMAILS]);
    if (rowCount) return 0;
    const { rows } = await tx.query<{ id: string }>(
      `update account set password = $1, updated_at = now() where password is null and user_id in (
         select id from employee where email = any($2)) returning user_id as id`,
      [passwordHash, EMAILS],
    );
    await tx.query('update employee set active = true, updated_at = now() where id = any($1)', [
      rows.map(({ id }) => id),
    ]);
    return rows.length;
  });
}
