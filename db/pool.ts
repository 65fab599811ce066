import type { Pool, PoolClient } from 'pg';

/** Anything that runs SQL with `$1` parameters: the pool or one connection inside a transaction. */
export type Sql = Pick<PoolClient, 'query'>;

/** The library's own, when `query_timeout` has passed. */
function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout';
}

/** Runs `work` in one transaction on one connection: committed as it returns, rolled back as it throws. */
export async function inTransaction<T>(pool: Pool, work: (tx: Sql) => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  // The pool hears only idle connections: one that breaks between two statements would end the process unheard.
  const hear = (error: Error): void => void (broken = error);
  connection.on('error', hear);
  try {
    await connection.query('begin');
    const result = await work(connection);
    await connection.query('commit');
    return result;
  } catch (error) {
    // A connection that cannot even roll back must not return to the pool; one that did not answer is not asked again.
    if (isUnanswered(error)) broken = error;
    else await connection.query('rollback').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    connection.off('error', hear);
    connection.release(broken);
  }
}
