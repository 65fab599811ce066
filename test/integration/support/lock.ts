import type { Pool } from 'pg';
import { until } from './until.ts';

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

/**
 * Whoever is about to change a row of `table` as `when` says waits there: a point at which somebody can be killed,
 * however quick they are. `untilHeld` waits for the first of them; `letGo` lets them go on, but for those whose process
 * is gone: what they were about to change is not changed any more.
 */
export async function holdChanges(pool: Pool, table: string, when: string) {
  const holder = await pool.connect();
  const waiting = `update ${table} %`;
  await holder.query('select pg_advisory_lock(hashtext($1))', [table]);
  await holder.query(
    `create function wait_here() returns trigger language plpgsql as $$
     begin perform pg_advisory_xact_lock_shared(hashtext(tg_table_name)); return new; end $$`,
  );
  await holder.query(`create trigger wait_here before update on ${table} for each row when (${when})
    execute function wait_here()`);
  return {
    waiting: async () => (await whoWaits(pool, waiting)).length,
    untilHeld: () => until(`a change of ${table}`, async () => (await whoWaits(pool, waiting)).length > 0),
    letGo: async ({ isGone = false } = {}): Promise<void> => {
      if (isGone) await cutOff(pool, waiting);
      await holder.query('select pg_advisory_unlock(hashtext($1))', [table]);
      await holder.query('drop function wait_here cascade');
      holder.release();
    },
  };
}
