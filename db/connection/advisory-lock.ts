import type { Pool } from 'pg';

/** Runs `work` while no other process does; null: another one is at it. */
export async function withAdvisoryLock<T>(
  pool: Pool,
  work: () => Promise<T>,
  lock: keyof typeof LOCKS = 'stores',
): Promise<T | null> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  const hear = (error: Error): void => void (broken = error);
  connection.on('error', hear);
  try {
    // One that did not say whether it has the lock may have it: it must not go back to the others with it.
    const asked = connection.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LOCKS[lock]]);
    asked.catch(hear);
    const { rows } = await asked;
    if (!rows[0]?.taken) return null;
    try {
      return await work();
    } finally {
      await connection.query('select pg_advisory_unlock($1)', [LOCKS[lock]]).catch((error: Error) => (broken = error));
    }
  } finally {
    connection.off('error', hear);
    connection.release(broken);
  }
}

/** Any numbers that no other lock of ours has. */
const LOCKS = { stores: 7_346_115, versions: 7_346_116, files: 7_346_117 } as const;
