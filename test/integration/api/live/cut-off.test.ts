import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '#db/connection/transaction.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { cutOff, whoWaits } from '#test/integration/support/lock.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';

let api: TestApi;
let iryna: Visitor;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
});
afterAll(() => api.stop());

/**
 * Holds a table until `work` hangs on it, has PostgreSQL cut off all who wait, as an administrator would, `times`
 * times, and lets go.
 */
async function whileCutOff<T>(table: string, times: number, work: () => Promise<T>): Promise<T> {
  const holder = await api.database.pool.connect();
  const cut = new Set<number>();
  try {
    await holder.query(`begin; lock table ${table} in access exclusive mode`);
    const working = work();
    // Whoever was told before, on a busy machine, does not come again.
    let isOver = false;
    working.then(
      () => (isOver = true),
      () => (isOver = true),
    );
    while (cut.size < times && !isOver) {
      for (const pid of await cutOff(api.database.first, `%${table}%`)) cut.add(pid);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await holder.query('rollback');
    return await working;
  } finally {
    holder.release();
  }
}

test.each(['/api/leaves?from=2027-01-01T00:00:00Z&to=2027-01-31T00:00:00Z', '/api/teams', '/api/pages'])(
  'X10: a connection is cut off under a reader, twice: %s answers all the same',
  async (path) => {
    const table = path.includes('leaves') ? 'leave' : path.includes('teams') ? 'team' : 'page';
    const answer = await whileCutOff(table, 2, () => iryna.get(path));
    expect(answer.status).toBe(200);
  },
);

test('X10: a reader whose connections are cut off again and again is told', async () => {
  const answer = await whileCutOff('team', 3, () => iryna.get('/api/teams'));
  expect(answer.status).toBe(503);
});

test('X10: a transaction that is cut off before its end is run again as a whole; its work stands once', async () => {
  const { pool } = api.database;
  await pool.query('create table cut_off (n int)');
  let runs = 0;
  await whileCutOff('cut_off', 2, () =>
    inTransaction(pool, async (tx) => {
      runs += 1;
      await tx.query('select 1');
      await tx.query('insert into cut_off values (1)');
    }),
  );
  const { rows } = await pool.query('select n from cut_off');
  expect([rows.length, runs]).toEqual([1, 3]);
});

test('X10: a transaction whose end was on its way when it was cut off is not run again: it may be done', async () => {
  const { pool } = api.database;
  await pool.query('create table cut_late (n int primary key deferrable initially deferred)');
  // As it commits, the key is looked up, and hangs on another one that has written the same and has not ended.
  const other = await pool.connect();
  await other.query('begin; insert into cut_late values (1)');
  let runs = 0;
  const working = inTransaction(pool, async (tx) => {
    runs += 1;
    await tx.query('insert into cut_late values (1)');
  }).then(
    () => 'kept',
    () => 'thrown',
  );
  await until('it waits as it commits', async () => (await cutOff(api.database.first, 'commit'))[0]);
  expect([await working, runs]).toEqual(['thrown', 1]);
  await other.query('rollback');
  other.release();
});

test('a statement that PostgreSQL ended in favour of another one is run again, once as a whole', async () => {
  const { pool } = api.database;
  await pool.query('create table crossed (id int primary key, n int not null)');
  await pool.query('insert into crossed values (1, 0), (2, 0), (3, 0)');
  const [gate, other] = [await pool.connect(), await pool.connect()];
  const untilItWaits = (statement: string) =>
    until(statement, async () => (await whoWaits(api.database.first, statement))[0]);
  await gate.query('begin; update crossed set n = n + 10 where id = 2');
  // Who begins to wait as the circle closes finds it, and is ended by PostgreSQL; the other one does not look for it.
  await other.query(`set deadlock_timeout = '1h'; begin; update crossed set n = n + 10 where id = 3`);
  const working = pool.query('update crossed set n = n + 1');
  await untilItWaits('update crossed set n = n + 1');
  const crossing = other.query('update crossed set n = n + 10 where id = 1; commit');
  await untilItWaits('update crossed set n = n + 10 where id = 1; commit');
  await gate.query('rollback');
  gate.release();
  await crossing;
  other.release(true);
  expect((await working).rowCount).toBe(3);
  expect((await pool.query('select n from crossed order by id')).rows).toEqual([{ n: 11 }, { n: 1 }, { n: 11 }]);
});
