import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ormConfig } from '#db/connection/orm.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { keyStore } from '#db/keys/store.ts';
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
  // Tables of the migrator and of the rate limiter are nobody's entity, and neither are the functions by which words
  // are searched, chats counted, points of contacts summed up, and what is nobody's noted.
  const difference = await orm.schema.getUpdateSchemaSQL();
  const nobodys = [/^(set |begin|commit|$)/, /^drop table if exists "?(mikro_orm_migrations|login_attempt)/];
  const searched = /^drop function if exists "?(fold|trigrams|name_parts|name_letters|addresses)/;
  const counted = /^drop (trigger|function) if exists "?(client|chat|contact)_/;
  const loosened = /^drop (trigger|function) if exists "?((file|attachment)_)?loose_object/;
  const kept = /^drop (trigger|function) if exists "?(document_)?document_(kept|template_version_)/;
  const others = [...nobodys, searched, counted, loosened, kept];
  const lines = difference.split('\n').map((line) => line.trim());
  expect(lines.filter((line) => !others.some((other) => other.test(line)))).toEqual([]);
});

test('migrating again changes nothing', async () => {
  expect(await orm.migrator.up()).toEqual([]);
  expect(await orm.migrator.getPending()).toEqual([]);
});

test('a client’s key is found by an index, however many clients there are', async () => {
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query('set enable_seqscan = off');
  const plans: string[] = [];
  const explained = keyStore({
    query: async ({ text, values }: { text: string; values: unknown[] }) => {
      const plan = await client.query<Record<string, string>>(`explain ${text}`, values);
      plans.push(plan.rows.map((row) => row['QUERY PLAN']).join('\n'));
      return { rows: [], rowCount: 0 };
    },
  } as unknown as Sql);
  for (const clientId of [randomUUID(), null])
    await explained.currentOr({ id: randomUUID(), clientId, wrapped: '', wrappedBy: 'k1' });
  await client.end();
  // A filter would read every row of the index.
  expect(plans).toEqual(plans.map(() => expect.stringMatching(/data_key_current[^]*Index Cond: \(client_id/)));
  expect(plans).toHaveLength(2);
});
