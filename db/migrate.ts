import { loadConfig, requireSettings } from '#config';
import { openDatabase } from '#db/orm.ts';

/** `npm run migrate`: brings the database up to this code; forward only. */
const config = loadConfig();
requireSettings(config, ['DATABASE_URL']);
const database = await openDatabase(config.DATABASE_URL, 2);
try {
  const applied = await database.orm.migrator.up();
  console.log(
    applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.map((m) => m.name).join(', ')}`,
  );
} finally {
  await database.close();
}
