import { afterAll, beforeAll, expect, test } from 'vitest';
import { latestPosition, type Position, readChanges } from '#db/changes/read.ts';
import { type Database, openDatabase } from '#db/connection/database.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';

let store: TestDatabase;
let database: Database;

beforeAll(async () => {
  store = await createDatabase();
  database = await openDatabase(store.url, 2);
});
afterAll(async () => {
  await database.close();
  await store.drop();
});

test('F41: the feed counts transactions as numbers: after 99 comes 100, and each change once', async () => {
  const { pool } = database;
  await pool.query(
    `insert into change (xid, kind, ref) select n::text::xid8, 'page', n::text from unnest($1::int[]) n`,
    [[8, 9, 10, 98, 99, 100, 101]],
  );
  const told: string[] = [];
  let after: Position = { xid: '0', id: '0' };
  for (;;) {
    const { changes } = await readChanges(pool, after, 2);
    const last = changes.at(-1);
    if (!last) break;
    told.push(...changes.map(({ ref }) => ref));
    after = { xid: last.xid, id: last.id };
  }
  expect(told).toEqual(['8', '9', '10', '98', '99', '100', '101']);
  expect((await latestPosition(pool)).xid).toBe('101');
});
