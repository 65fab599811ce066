import type { Pool } from 'pg';

/**
 * The back ends that wait for a lock in a statement like this one. `asking` is not the connection that holds the lock:
 * within one transaction the list of who waits stays as it was.
 */
export async function whoWaits(asking: Pick<Pool, 'query'>, statement: string): Promise<number[]> {
  const { rows } = await asking.query<{ pid: number }>(
    `select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query ilike $1`,
    [statement],
  );
  return rows.map(({ pid }) => pid);
}

/** As an administrator would. Answers whom it cut off. */
export async function cutOff(asking: Pick<Pool, 'query'>, statement: string): Promise<number[]> {
  const waiting = await whoWaits(asking, statement);
  await asking.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [waiting]);
  return waiting;
}
