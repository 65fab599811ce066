import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '#db/connection/transaction.ts';
import { addMany, type ManyContact } from '#db/contacts/add-many.ts';
import { NO_FIELDS, pointsOf } from '#db/contacts/fields.ts';
import { listContacts } from '#db/contacts/listing/list.ts';
import { mergeContacts } from '#db/contacts/merging/merge.ts';
import { undoMerge } from '#db/contacts/merging/undo.ts';
import { removeContact } from '#db/contacts/remove.ts';
import { addContact, updateContact } from '#db/contacts/write.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';

let database: TestDatabase;
let pool: pg.Pool;
const BY = 'who-merges';

beforeAll(async () => {
  database = await createDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
  await pool.query(
    `insert into employee (id, name, email, email_verified, roles) values ($1, 'Е', 'e@x.example', true, '{admin}')`,
    [BY],
  );
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const HANDS = 6;
const ROUNDS = 8;
const AT_ONCE = 10;

/** As an import brings them in. */
function some(hand: number, round: number): ManyContact[] {
  return Array.from({ length: AT_ONCE }, (_, n) => {
    const value = `+38067${String(hand * 100_000 + round * 1_000 + n).padStart(7, '0')}`;
    const phones = [{ kind: 'phone' as const, value, typed: value, label: '', isMain: true }];
    return { ...NO_FIELDS, id: randomUUID(), name: `Особа ${hand} ${round} ${n}`, phones };
  });
}

/** One who brings in, adds, changes, merges, takes back and removes; each hand takes others' contacts, too. */
async function work(hand: number, shared: string[]): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const made = some(hand, round);
    await inTransaction(pool, (tx) => addMany(tx, made, null));
    const [first = '', second = '', third = '', fourth = ''] = made.map(({ id }) => id);
    const other = shared[(hand + round) % shared.length] ?? '';
    await addContact(pool, { name: `Одна ${hand} ${round}`, phones: pointsOf('phone', ['+380501112233']) }, BY);
    await updateContact(
      pool,
      other,
      { phones: pointsOf('phone', [`+38063${hand}00000${round}`, '+380501112233']) },
      BY,
    );
    await pool.query(`update contact set phones = phones || array['+380931112233'] where id = $1`, [other]);
    const merged = await mergeContacts(pool, { winnerId: other, loserId: first, choices: {}, by: BY });
    if (merged && round % 2 === 0) await undoMerge(pool, merged, other, BY);
    await mergeContacts(pool, { winnerId: second, loserId: third, choices: {}, by: BY });
    await removeContact(pool, fourth);
  }
}

test('however many add, bring in, merge and remove at once: sums, rows and counts say the same', async () => {
  const shared = some(HANDS, 0);
  await inTransaction(pool, (tx) => addMany(tx, shared, null));
  const ids = shared.map(({ id }) => id);
  await Promise.all(Array.from({ length: HANDS }, (_, hand) => work(hand, ids)));

  const differing = await pool.query(
    `select k.name, k.phones, r.phones as rows from contact k cross join lateral (
       select array(select value from contact_point p where p.contact_id = k.id and p.kind = 'phone'
         order by p.position, p.id) as phones) r where k.phones <> r.phones`,
  );
  expect(differing.rows).toEqual([]);
  const mains = await pool.query(
    `select contact_id from contact_point group by contact_id, kind having count(*) filter (where is_main) <> 1`,
  );
  expect(mains.rows).toEqual([]);

  // Of each round ten are brought in and one is added; one is removed, and two lead to another one, half of the time.
  const left = AT_ONCE + HANDS * ROUNDS * (AT_ONCE + 1 - 1 - 1) - (HANDS * ROUNDS) / 2;
  const any = { kind: null, managerId: null, segment: null, hasPhone: null, hasEmail: null };
  const all = { ...any, q: '', sort: 'name', order: 'asc', limit: 1_000, offset: 0, after: null } as const;
  const { rows, total } = await listContacts(pool, all);
  expect(total).toEqual({ count: left, isExact: true });
  expect(new Set(rows.map(({ id }) => id)).size).toBe(left);
  const found = await listContacts(pool, { ...all, q: 'особа' });
  expect(found.total).toEqual({ count: left - HANDS * ROUNDS, isExact: true });
});
