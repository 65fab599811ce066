import type { Pool } from 'pg';

export interface AlertChoiceRow {
  choice: unknown;
  readUntil: Date;
}

/** Who never chose has read what was before they came. */
export async function findAlertChoice(pool: Pool, employeeId: string): Promise<AlertChoiceRow | null> {
  const { rows } = await pool.query<AlertChoiceRow>(
    `select coalesce(a.choice, '{}') as choice, coalesce(a.read_until, e.created_at) as "readUntil"
     from employee e left join alert_choice a on a.employee_id = e.id where e.id = $1`,
    [employeeId],
  );
  return rows[0] ?? null;
}

export async function keepAlertChoice(pool: Pool, employeeId: string, choice: object): Promise<void> {
  await pool.query(
    `insert into alert_choice (employee_id, choice) values ($1, $2)
     on conflict (employee_id) do update set choice = excluded.choice`,
    [employeeId, JSON.stringify(choice)],
  );
}

/** What was read stays read, in whatever order two tabs tell of it. */
export async function markAlertsRead(pool: Pool, employeeId: string, until: Date): Promise<void> {
  await pool.query(
    `insert into alert_choice (employee_id, read_until) values ($1, least($2::timestamptz, now()))
     on conflict (employee_id) do update set read_until = greatest(alert_choice.read_until, excluded.read_until)`,
    [employeeId, until],
  );
}
