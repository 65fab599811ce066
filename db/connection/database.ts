import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM, UnderscoreNamingStrategy } from '@mikro-orm/postgresql';
import pg from 'pg';
import { entities } from '#db/entities/index.ts';
import { retryStatements } from '#db/connection/transaction.ts';
import { migrations } from '#db/migrations/index.ts';

/** The memory of the product: MikroORM for entities and migrations, a plain pool for the SQL of the hot paths. */
export interface Database {
  orm: MikroORM;
  pool: pg.Pool;
  /**
   * For what must not stand behind people's pages and searches, or behind chats' decisions: webhooks, and the work that
   * nobody asks for.
   */
  first: pg.Pool;
  close(): Promise<void>;
}

/** Connects lazily: a database that is away fails the first query, not this call. `poolSize` is connections at most. */
export async function openDatabase(url: string, poolSize = 10): Promise<Database> {
  const orm = await MikroORM.init(ormConfig(url, 4));
  const [pool, first] = [openPool(url, poolSize), openPool(url, FIRST)];
  return {
    orm,
    pool,
    first,
    close: async () => {
      await Promise.all([pool.end(), first.end(), orm.close(true)]);
    },
  };
}

/** Connections come as they are needed: a process that has nothing to hurry for opens none of these. */
const FIRST = 12;

function openPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
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

export function ormConfig(url: string, poolSize: number) {
  return defineConfig({
    clientUrl: url,
    entities,
    namingStrategy: UnderscoreNamingStrategy,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false },
    pool: { min: 0, max: poolSize },
    driverOptions: { connectionTimeoutMillis: 2_000, statement_timeout: 10_000, keepAlive: true },
    ensureDatabase: false,
  });
}
