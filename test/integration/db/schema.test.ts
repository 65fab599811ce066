import { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ormConfig } from '#db/connection/database.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await createDatabase();
  orm = await MikroORM.init(ormConfig(database.url, 2));
});
afterAll(async () => {
  await orm.close(true);
  await database.drop();
});

test('the migrations make exactly what the entities say', async () => {
  // Tables of the migrator and of the rate limiter are nobody's entity, and neither is the function by which words are
  // searched.
  const difference = await orm.schema.getUpdateSchemaSQL();
  const statements = difference
    .split('\n')
    .filter(
      (line) =>
        line.trim() !== '' &&
        !/^(set |drop table if exists "?(mikro_orm_migrations|login_attempt)|drop function if exists "?fold|begin|commit)/.test(
          line.trim(),
        ),
    );
  expect(statements).toEqual([]);
});

test('migrating again changes nothing', async () => {
  expect(await orm.migrator.up()).toEqual([]);
  expect(await orm.migrator.getPending()).toEqual([]);
});
