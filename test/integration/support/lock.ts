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

/**
 * Holds the row that whatever changes a chat locks first: until it is let go, the chat is slow to answer.
 */
export async function holdChat(pool: Pool, number: number): Promise<() => Promise<void>> {
  const holder = await pool.connect();
  await holder.query('begin');
  await holder.query('select from client where id = (select client_id from chat where number = $1) for update', [
    number,
  ]);
  return async () => {
    await holder.query('rollback');
    holder.release();
  };
}

/** As an administrator would. Answers whom it cut off. */
export async function cutOff(asking: Pick<Pool, 'query'>, statement: string): Promise<number[]> {
  const waiting = await whoWaits(asking, statement);
  await asking.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [waiting]);
  return waiting;
}
