import type { Pool } from 'pg';

export interface AlertChoiceRow {
  choice: unknown;
  readUntil: Date;
  /** Until when each was read that was read by itself. */
  readEach: Record<string, string>;
}

/** Who never chose has read what was before they came. */
export async function findAlertChoice(pool: Pool, employeeId: string): Promise<AlertChoiceRow | null> {
  const { rows } = await pool.query<AlertChoiceRow>(
    `select coalesce(a.choice, '{}') as choice, coalesce(a.read_until, e.created_at) as "readUntil",
       coalesce(a.read_each, '{}') as "readEach"
     from employee e left join alert_choice a on a.employee_id = e.id where e.id = $1`,
    [employeeId],
  );
  return rows[0] ?? null;
}

/** Who chooses for the first time has read nothing by that. */
export async function keepAlertChoice(pool: Pool, employeeId: string, choice: object): Promise<void> {
  await pool.query(
    `insert into alert_choice (employee_id, choice, read_until) select id, $2, created_at from employee where id = $1
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

/** As many as are listed, and more: what is older is listed no longer. */
const MOST_READ = 100;

/** One of them is read, as it was until then: the client may write again. */
export async function markAlertRead(pool: Pool, employeeId: string, alertId: string, until: Date): Promise<void> {
  await pool.query(
    `insert into alert_choice (employee_id, read_until, read_each)
     select id, created_at, jsonb_build_object($2::text, $3::text) from employee where id = $1
     on conflict (employee_id) do update set read_each = (
       select jsonb_object_agg(key, value) from (
         select key, value from jsonb_each(alert_choice.read_each || excluded.read_each)
         order by value desc limit ${MOST_READ}) newest)`,
    [employeeId, alertId, until.toISOString()],
  );
}
