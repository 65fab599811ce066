import { Migration } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { loadConfig } from '#config';
import { migrations } from '#db/migrations/index.ts';
import { migrate, migratingConfig } from '#db/migrations/apply.ts';

/** What a later release does to the tables: one column more, where everything is written. */
const column = `next_${(process.argv[2] ?? '').replaceAll(/\W/g, '_').toLowerCase()}`;
class NextRelease extends Migration {
  override up(): void {
    this.addSql(`alter table message add column ${column} int null`);
  }
}
const later = [...migrations, { name: `29990101-${column}`, class: NextRelease }];
const orm = await MikroORM.init({
  ...migratingConfig(loadConfig().DATABASE_URL),
  migrations: { migrationsList: later, snapshot: false },
});
try {
  await migrate(orm);
} finally {
  await orm.close(true);
}
