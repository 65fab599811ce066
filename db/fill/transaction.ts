import type { ClientBase } from 'pg';

/** All or nothing, without the triggers that look after foreign keys where the account may leave them out. */
export async function inTransactionOf<T>(sql: ClientBase, work: () => Promise<T>): Promise<T> {
  await sql.query('begin');
  try {
    await sql.query(`set local maintenance_work_mem = '512MB'`);
    await sql.query(`set local work_mem = '256MB'`);
    await leaveOutChecks(sql);
    const result = await work();
    await sql.query('commit');
    return result;
  } catch (error) {
    await sql.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Superusers may; everybody else waits for the checks. */
async function leaveOutChecks(sql: ClientBase): Promise<void> {
  await sql.query('savepoint begun');
  try {
    await sql.query('set local session_replication_role = replica');
  } catch {
    await sql.query('rollback to begun');
  }
}
