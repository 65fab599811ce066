import type { Pool } from 'pg';
import { TAB_STATE } from '#db/presence/tab-state.ts';

/** Whose tabs say something else by now than what is known: they fell silent, or nobody touches them. */
export async function findStale(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select p.employee_id as id from presence p ${TAB_STATE}
     where (p.state, p.reason) is distinct from (said.state, said.reason) order by 1 limit 500`,
  );
  return rows.map(({ id }) => id);
}

/** Tabs that nobody heard of for a day do not come back. */
export async function pruneTabs(pool: Pool): Promise<void> {
  await pool.query(`delete from presence_tab where beat_at < now() - interval '1 day'`);
}

/** Moments at which a leave began or ended in the last seconds: others may get chats then. */
export async function leaveTurned(pool: Pool, seconds: number): Promise<boolean> {
  const { rows } = await pool.query<{ turned: boolean }>(
    `select exists (select 1 from leave where to_at > now() - make_interval(secs => $1)
       and (from_at between now() - make_interval(secs => $1) and now() or to_at <= now())) as turned`,
    [seconds],
  );
  return rows[0]?.turned ?? false;
}
