import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';

export interface LeaveRow {
  id: string;
  employee: Person;
  from: Date;
  to: Date;
  note: string;
  createdAt: Date;
}

const COLUMNS = `l.id, json_build_object('id', e.id, 'name', e.name) as employee, l.from_at as "from", l.to_at as "to",
  l.note,
  l.created_at as "createdAt"`;

/** Leaves of active employees that touch `from` to `to`, the earliest first. */
export async function listLeaves(sql: Sql, from: Date, to: Date): Promise<LeaveRow[]> {
  const { rows } = await sql.query<LeaveRow>(
    `select ${COLUMNS} from leave l join employee e on e.id = l.employee_id
     where e.active and l.from_at < $2 and l.to_at > $1 order by l.from_at, e.name collate "uk-x-icu", l.id limit 5000`,
    [from, to],
  );
  return rows;
}

export async function findLeave(sql: Sql, id: string): Promise<LeaveRow | null> {
  const { rows } = await sql.query<LeaveRow>(
    `select ${COLUMNS} from leave l join employee e on e.id = l.employee_id where l.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Null: there is no such employee. */
export async function insertLeave(
  sql: Sql,
  leave: { employeeId: string; from: Date; to: Date; note: string; createdById: string },
): Promise<LeaveRow | null> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into leave (employee_id, from_at, to_at, note, created_by_id)
     select id, $2, $3, $4, $5 from employee where id = $1 and active returning id`,
    [leave.employeeId, leave.from, leave.to, leave.note, leave.createdById],
  );
  return rows[0] ? findLeave(sql, rows[0].id) : null;
}

export async function deleteLeave(sql: Sql, id: string): Promise<boolean> {
  return (await sql.query('delete from leave where id = $1', [id])).rowCount === 1;
}
