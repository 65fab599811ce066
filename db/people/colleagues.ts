import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import type { Person } from '#db/chats/row.ts';
import type { EmployeeRow } from './employee-row.ts';

/** Active colleagues who may be operators of that page's chats. */
export async function listColleagues(pool: Pool, pageId: string): Promise<Person[]> {
  const { rows } = await pool.query<Person>(
    `select e.id, e.name from employee e where e.active and e.roles && '{operator,admin}'
       and ('admin' = any(e.roles) or exists (select 1 from page_access a where a.page_id = $1
         and a.employee_id = e.id))
     order by e.name collate "uk-x-icu"`,
    [pageId],
  );
  return rows;
}

/** Who may be somebody's personal manager, by name: auditors lead no chats. */
export async function listManagers(pool: Pool): Promise<Person[]> {
  const { rows } = await pool.query<Person>(
    `select id, name from employee where active and roles && '{operator,admin}' order by name collate "uk-x-icu", id`,
  );
  return rows;
}

export async function isActive(sql: Sql, id: string): Promise<boolean> {
  return (await sql.query('select 1 from employee where id = $1 and active', [id])).rowCount === 1;
}

/** Whether anybody can log in and let others in. */
export async function hasAdmin(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query(`select 1 from employee where active and 'admin' = any(roles) limit 1`);
  return rowCount === 1;
}

/** Who has that e-mail address, and what they may; null: nobody. */
export async function standingOf(
  pool: Pool,
  email: string,
): Promise<Pick<EmployeeRow, 'id' | 'active' | 'roles'> | null> {
  const { rows } = await pool.query<Pick<EmployeeRow, 'id' | 'active' | 'roles'>>(
    'select id, active, roles from employee where email = $1',
    [email],
  );
  return rows[0] ?? null;
}

export async function isEmployee(pool: Pool, id: string): Promise<boolean> {
  return (await pool.query('select 1 from employee where id = $1', [id])).rowCount === 1;
}

export async function findPerson(pool: Pool, id: string): Promise<Person | null> {
  return (await pool.query<Person>('select id, name from employee where id = $1', [id])).rows[0] ?? null;
}
