import { setTimeout as delay } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { ormConfig } from '#db/connection/orm.ts';

/**
 * A change of a table waits for whoever reads it, and everybody who comes later waits behind the change: so it lets go
 * soon and tries again, however long the report runs.
 */
const LOCK_MS = 300;
const AGAIN_MS = 700;
const TRIES = 600;

/** Migrations may take as long as they need; only their waiting for locks is bounded. */
export function migratingConfig(url: string) {
  const config = ormConfig(url, 2);
  return { ...config, driverOptions: { connectionTimeoutMillis: 2_000, keepAlive: true, lock_timeout: LOCK_MS } };
}

/** Brings the database up to the migrations the ORM knows; gives the names of those that were applied. */
export async function migrate(orm: MikroORM): Promise<string[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await orm.migrator.up()).map(({ name }) => name);
    } catch (error) {
      if (!isHeldUp(error) || tries >= TRIES) throw error;
      await delay(AGAIN_MS);
    }
  }
}

/** How many migrations this database has seen. */
export async function countApplied(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from mikro_orm_migrations');
  return rows[0]?.count ?? 0;
}

/** Somebody else has the table: `lock_not_available`. */
function isHeldUp(error: unknown): boolean {
  return error instanceof Error && (('code' in error && error.code === '55P03') || isHeldUp(error.cause));
}
