import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM, UnderscoreNamingStrategy } from '@mikro-orm/postgresql';
import { entities } from '#db/entities/index.ts';
import { migrations } from '#db/migrations/index.ts';

/** MikroORM for a process that serves: a few connections of its own. */
export function openOrm(url: string): Promise<MikroORM> {
  return MikroORM.init(ormConfig(url, 4));
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
