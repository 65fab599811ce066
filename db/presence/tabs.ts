import type { Sql } from '#db/connection/transaction.ts';

/** Tabs kept for a person; more windows than anybody has. */
const TABS_MAX = 50;

/** Answers whether the tab is new. A session that ended in this very moment keeps none. */
export async function keepTab(
  tx: Sql,
  employeeId: string,
  { id, active, sessionId }: { id: string; active: boolean; sessionId: string | null },
): Promise<boolean> {
  const { rows } = await tx.query<{ added: boolean }>(
    `with open as (select id from session where id = $3 for key share)
     insert into presence_tab (id, employee_id, session_id, beat_at, active_at)
     select $2::uuid, $1::text, $3::text, clock_timestamp(), clock_timestamp() where $3::text is null
       or exists (select 1 from open)
     on conflict (id) do update set beat_at = excluded.beat_at,
       active_at = case when $4::boolean then excluded.active_at else presence_tab.active_at end
     where presence_tab.employee_id = excluded.employee_id and presence_tab.closed_at is null
     returning xmax = 0 as added`,
    [employeeId, id, sessionId, active],
  );
  return rows[0]?.added ?? false;
}

export async function forgetOldTabs(tx: Sql, employeeId: string): Promise<void> {
  await tx.query(
    `delete from presence_tab where id in (
       select id from presence_tab where employee_id = $1 order by beat_at desc offset $2)`,
    [employeeId, TABS_MAX],
  );
}

/** Also one that was not heard of yet: its first word may be late. */
export async function shutTab(tx: Sql, employeeId: string, id: string): Promise<void> {
  await tx.query(
    `insert into presence_tab (id, employee_id, beat_at, active_at, closed_at)
     values ($2, $1, clock_timestamp(), '-infinity', clock_timestamp())
     on conflict (id) do update set closed_at = excluded.closed_at
       where presence_tab.employee_id = excluded.employee_id`,
    [employeeId, id],
  );
}

export async function dropTabs(tx: Sql, employeeId: string): Promise<void> {
  await tx.query('delete from presence_tab where employee_id = $1', [employeeId]);
}
