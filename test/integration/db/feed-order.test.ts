import type { PoolClient } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { laterRow, latestPosition, type Part, readChanges } from '#db/changes/read.ts';
import { type Database, openDatabase } from '#db/connection/database.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';
import { formatPosition, parsePosition } from '#api/live/position.ts';

let store: TestDatabase;
let database: Database;

beforeAll(async () => {
  store = await createDatabase();
  database = await openDatabase(store.url, 8);
});
beforeEach(() => database.pool.query('delete from change'));
afterAll(async () => {
  await database.close();
  await store.drop();
});

const note = (writer: Pick<PoolClient, 'query'>, ref: string) =>
  writer.query(`insert into change (kind, ref) values ('page', $1)`, [ref]);

/** Somebody whose transaction stays open. */
async function begin(ref: string) {
  const client = await database.pool.connect();
  await client.query('begin');
  await note(client, ref);
  return {
    end: async (how: 'commit' | 'rollback' = 'commit') => {
      await client.query(how);
      client.release();
    },
  };
}

/** A reader that goes on from where it was, as the live stream's. */
async function reader() {
  let since = await latestPosition(database.pool);
  return async (limit = 100): Promise<string[]> => {
    const told: string[] = [];
    let part: Part | null = null;
    do {
      const reading = await readChanges(database.pool, since, limit, part);
      told.push(...reading.changes.map(({ ref }) => ref));
      part = reading.rest;
      const last = reading.changes.at(-1);
      if (!part && last) since = { snapshot: reading.until, ...laterRow(since, last) };
    } while (part);
    return told;
  };
}

test('F41: the feed counts transactions as numbers: after 99 comes 100, and each change once', async () => {
  const { pool } = database;
  await pool.query(
    `insert into change (xid, kind, ref) select n::text::xid8, 'page', n::text from unnest($1::int[]) n`,
    [[8, 9, 10, 98, 99, 100, 101]],
  );
  const told: string[] = [];
  let part: Part | null = null;
  do {
    const reading = await readChanges(pool, { snapshot: '1:1:', xid: '0' }, 2, part);
    told.push(...reading.changes.map(({ ref }) => ref));
    part = reading.rest;
  } while (part);
  expect(told).toEqual(['8', '9', '10', '98', '99', '100', '101']);
  expect((await latestPosition(pool)).xid).toBe('101');
});

test('F41: a transaction that stays open keeps nobody from being told, and comes when it ends', async () => {
  const read = await reader();
  const slow = await begin('slow');
  await note(database.pool, 'quick');
  expect(await read()).toEqual(['quick']);
  const broken = await begin('broken');
  await note(database.pool, 'another');
  expect(await read()).toEqual(['another']);
  await slow.end();
  await broken.end('rollback');
  expect(await read()).toEqual(['slow']);
  expect(await read()).toEqual([]);
});

test('F41: however writers begin and end, and whatever is read at once, each change is told once', async () => {
  const read = await reader();
  const open: Awaited<ReturnType<typeof begin>>[] = [];
  const told: string[] = [];
  const due: string[] = [];
  for (let n = 0; n < 60; n += 1) {
    const ref = `change ${n}`;
    if (n % 3 === 0) open.push(await begin(ref));
    else await note(database.pool, ref);
    due.push(ref);
    if (open.length > 4) await open.splice((n * 7) % open.length, 1)[0]?.end();
    if (n % 5 === 0) told.push(...(await read(1 + (n % 3))));
  }
  for (const writer of open) await writer.end();
  told.push(...(await read(2)));
  expect(told.toSorted()).toEqual(due.toSorted());
});

test('X07: numbers of transactions that a killed server gives away once more are read all the same', async () => {
  const read = await reader();
  await note(database.pool, 'before');
  expect(await read()).toEqual(['before']);
  // As one that ended without a word would leave it: its number is lower than those that the snapshot takes for ended.
  const { xid } = await latestPosition(database.pool);
  await database.pool.query('select pg_current_xact_id()');
  await note(database.pool, 'later');
  expect(await read()).toEqual(['later']);
  await database.pool.query('select pg_current_xact_id()');
  await database.pool.query('select pg_current_xact_id()');
  const since = { snapshot: (await latestPosition(database.pool)).snapshot, xid };
  const again = (BigInt(xid) + 1n).toString();
  await database.pool.query(`insert into change (xid, kind, ref) values ($1::text::xid8, 'page', 'again')`, [again]);
  const { changes } = await readChanges(database.pool, since, 10);
  expect(changes.map(({ ref }) => ref)).toEqual(['again', 'later']);
});

test('F41: PostgreSQL takes every place that we take for one', async () => {
  const held = [await begin('a'), await begin('b'), await begin('c')];
  await held[1]?.end();
  const position = await latestPosition(database.pool);
  expect(position.snapshot.split(':')[2]).not.toBe('');
  expect(parsePosition(formatPosition(position))).toEqual(position);
  await Promise.all([held[0]?.end(), held[2]?.end()]);
  const forged = [
    '5:5:',
    '5:9:5',
    '5:9:5,8',
    '1:200001:',
    '5:9:9',
    '5:9:4',
    '5:9:7,6',
    '5:9:6,6',
    '9:5:',
    '0:0:',
    '0:5:',
  ];
  const taken = forged.filter((snapshot) => parsePosition(`1-1-${snapshot}`));
  expect(taken).toEqual(['5:5:', '5:9:5', '5:9:5,8', '1:200001:']);
  for (const snapshot of taken) await readChanges(database.pool, { snapshot, xid: '1' }, 1);
  expect(parsePosition('1-1-1:200002:')).toBeNull();
});
