import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import type { Changed } from '#db/changes/changed.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { type TeamRow, readTeam } from './team-row.ts';

export interface TeamContent {
  name: string;
  employeeIds: string[];
}

/** Null: there is one of that name. */
export async function insertTeam(pool: Pool, { name, employeeIds }: TeamContent): Promise<TeamRow | null> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      'insert into team (name) values ($1) on conflict (name) do nothing returning id',
      [name],
    );
    const id = rows[0]?.id;
    if (!id) return null;
    await setMembers(tx, id, employeeIds);
    return readTeam(tx, id);
  });
}

/** Null: it is not there. `taken`: another one has that name. */
export async function updateTeam(
  pool: Pool,
  id: string,
  { name, employeeIds }: TeamContent,
): Promise<Changed<TeamRow> | 'taken' | null> {
  return inTransaction(pool, async (tx) => {
    if (await isTaken(tx, id, name)) return 'taken';
    const before = await readTeam(tx, id);
    const { rowCount } = await tx.query('update team set name = $2 where id = $1', [id, name]);
    if (!rowCount) return null;
    await setMembers(tx, id, employeeIds);
    const row = await readTeam(tx, id);
    return row && { row, changed: !isDeepStrictEqual(before, row) };
  });
}

export async function deleteTeam(sql: Sql, id: string): Promise<boolean> {
  return (await sql.query('delete from team where id = $1', [id])).rowCount === 1;
}

/** Names are given one at a time: two admins do not take the same one at once. */
async function isTaken(tx: Sql, id: string, name: string): Promise<boolean> {
  await tx.query('lock table team in share row exclusive mode');
  return ((await tx.query('select 1 from team where name = $2 and id <> $1', [id, name])).rowCount ?? 0) > 0;
}

async function setMembers(tx: Sql, teamId: string, employeeIds: string[]): Promise<void> {
  await tx.query(
    'delete from team_member where team_id = $1 and employee_id in (select id from employee where active)',
    [teamId],
  );
  await tx.query(
    `insert into team_member (team_id, employee_id) select $1, id from employee where id = any($2::text[])
     on conflict do nothing`,
    [teamId, employeeIds],
  );
}
