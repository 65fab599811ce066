import { MikroORM } from '@mikro-orm/postgresql';
import { loadConfig, requireSettings } from '#config';
import { migrate, migratingConfig } from '#db/migrations/apply.ts';

/** `npm run migrate`: brings the database up to this code; forward only. */
const config = loadConfig();
requireSettings(config, ['DATABASE_URL']);
const orm = await MikroORM.init(migratingConfig(config.DATABASE_URL));
try {
  const applied = await migrate(orm);
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
} finally {
  await orm.close(true);
}
