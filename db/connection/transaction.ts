import type { Pool, PoolClient } from 'pg';
import { isConnectionLost } from './away.ts';

/** Anything that runs SQL with `$1` parameters: the pool or one connection inside a transaction. */
export type Sql = Pick<PoolClient, 'query'>;

/**
 * Takes a statement, or some, for whose rows nobody waits: they go out together with what comes after them, up to the
 * commit, in their order. Where one fails nothing of the transaction has happened, as if it had been waited for.
 */
export type Unwaited = (sent: Promise<unknown>) => void;

/** The library's own, when `query_timeout` has passed. */
function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout';
}

/**
 * Two transactions wanted the same in different order, or saw what cannot both be true: PostgreSQL ended one, and
 * nothing of it happened.
 */
const AGAIN = new Set(['40P01', '40001']);
const TRIES = 5;
const PAUSE_MS = 20;

/**
 * Runs `work` in one transaction on one connection: committed as it returns, rolled back as it throws. Where PostgreSQL
 * ended it in favour of another one, or the connection broke before it was asked to commit, nothing of it happened and
 * it is run again: `work` touches nothing but the database.
 */
export async function inTransaction<T>(pool: Pool, work: Work<T>): Promise<T> {
  const progress = { isCommitting: false };
  const isUndone = (error: unknown): boolean =>
    wasEndedForAnother(error) || (isConnectionLost(error) && !progress.isCommitting);
  return again(() => {
    progress.isCommitting = false;
    return once(pool, work, progress);
  }, isUndone);
}

type Work<T> = (tx: Sql, unwaited: Unwaited) => Promise<T>;

/**
 * A statement outside of a transaction is one by itself: where PostgreSQL ended it in favour of another one, the pool
 * runs it again. It is not where its connection broke: it may have happened.
 */
export function retryStatements(pool: Pool): Pool {
  const query = pool.query.bind(pool) as (...given: unknown[]) => Promise<unknown>;
  pool.query = ((...given: unknown[]) => again(() => query(...given), wasEndedForAnother)) as Pool['query'];
  return pool;
}

async function again<T>(work: () => Promise<T>, isUndone: (error: unknown) => boolean): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES || !isUndone(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt * (1 + Math.random())));
    }
  }
}

function wasEndedForAnother(error: unknown): boolean {
  return error instanceof Error && 'code' in error && AGAIN.has(String(error.code));
}

async function once<T>(pool: Pool, work: Work<T>, progress: { isCommitting: boolean }): Promise<T> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  // The pool hears only idle connections: one that breaks between two statements would end the process unheard.
  const hear = (error: Error): void => void (broken = error);
  connection.on('error', hear);
  const sent: Promise<unknown>[] = [];
  const unwaited = (statement: Promise<unknown>): void => {
    statement.catch(() => undefined); // told below, when all are there
    sent.push(statement);
  };
  try {
    unwaited(connection.query('begin'));
    const result = await work(connection, unwaited);
    progress.isCommitting = true;
    unwaited(connection.query('commit'));
    await Promise.all(sent);
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
