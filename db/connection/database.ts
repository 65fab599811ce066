import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { retryStatements } from '#db/connection/transaction.ts';

/** The memory of the product: MikroORM for entities and migrations, a plain pool for the SQL of the hot paths. */
export interface Database {
  /** Made for the first who asks: it takes memory, and most of what a process does goes without. */
  orm: () => Promise<MikroORM>;
  pool: pg.Pool;
  /**
   * For what must not stand behind people's pages and searches, or behind chats' decisions: the work that nobody asks
   * for.
   */
  first: pg.Pool;
  /** For accepting what comes in, and for nothing else: no other work is ever in front of a webhook in its line. */
  webhooks: pg.Pool;
  /**
   * For what chats decide, in a worker, and for the feed, in an API: all of it is asked by keys, and what was planned
   * while the tables were empty does not read them whole when they are full.
   */
  byKeys: pg.Pool;
  close(): Promise<void>;
}

/** Connects lazily: a database that is away fails the first query, not this call. `poolSize` is connections at most. */
export async function openDatabase(url: string, poolSize = 10): Promise<Database> {
  let orm: Promise<MikroORM> | undefined;
  const [pool, first] = [openPool(url, poolSize), openPool(url, FIRST)];
  const webhooks = openPool(url, WEBHOOKS, PLANNED_ONCE);
  const byKeys = openPool(url, BY_KEYS, BY_INDEXES);
  return {
    orm: () => (orm ??= import('./orm.ts').then(({ openOrm }) => openOrm(url))),
    pool,
    first,
    webhooks,
    byKeys,
    close: async () => {
      const pools = [pool, first, webhooks, byKeys];
      await Promise.all([...pools.map((one) => one.end()), orm?.then((opened) => opened.close(true))]);
    },
  };
}

/** Connections come as they are needed: a process that has nothing to hurry for opens none of these. */
const FIRST = 12;
const WEBHOOKS = 12;
const BY_KEYS = 12;

/**
 * A statement keeps the plan it got until the database has counted its tables anew, up to a minute later. Of an empty
 * table, or a small one, every row is read; after a few thousand messages saving a decision takes ten times as long.
 */
const BY_INDEXES = '-c enable_seqscan=off';

/**
 * Accepting asks the same few statements for ever, by keys that have an index: planned anew for each group they would
 * cost as much again, and a plan made while the tables were empty must not read them whole when they are full.
 */
const PLANNED_ONCE =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

function openPool(url: string, max: number, options?: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    ...(options && { options }),
    connectionTimeoutMillis: 2_000,
    statement_timeout: 5_000,
    // A server that is frozen, or a line that is cut, ends no statement: we do.
    query_timeout: 7_000,
    keepAlive: true,
    // Statements that nobody waits for one by one go out together (`unwaited` in `transaction.ts`).
    pipeline: true,
  });
  // A connection that breaks is replaced at the next query; unheard, it would end the process. The pool hears idle ones
  // only, and the auth library does not listen to those it has in hand.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return retryStatements(pool);
}
