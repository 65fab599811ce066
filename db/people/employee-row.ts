import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import type { Language, Role } from '#db/entities/employee.ts';

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

export async function readEmployee(tx: Sql, id: string): Promise<EmployeeRow | null> {
  return (await tx.query<EmployeeRow>(`select ${COLUMNS} from employee e where e.id = $1`, [id])).rows[0] ?? null;
}
