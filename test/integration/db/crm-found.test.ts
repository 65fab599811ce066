import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContactPage } from '#db/contacts/listing/filter.ts';
import { listContacts } from '#db/contacts/listing/list.ts';
import { findContact, findDuplicates } from '#db/contacts/read.ts';
import { fillDatabase } from '#db/fill/filling.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';
import { plansOf } from './plans.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createDatabase();
  const client = new pg.Client(database.url);
  await client.connect();
  await fillDatabase(client, 2_000, { contacts: 4_000, sealToken: () => 'none', longest: 20 });
  await client.end();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
}, 120_000);
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const PEOPLE: ContactPage = {
  q: '',
  limit: 26,
  offset: 0,
  kind: null,
  managerId: null,
  segment: null,
  hasPhone: null,
  hasEmail: null,
  sort: 'name',
  order: 'asc',
  after: null,
};

describe('F44: only what is sought is gone through', () => {
  test.each([
    ['two letters', 'Ше', 'contact_letters_index'],
    ['the digits of a phone', '067000', 'contact_phone_parts_index'],
    ['a part of an e-mail', 'client-1-77', 'contact_email_parts_index'],
  ])('%s', async (_what, q, index) => {
    const plans = await plansOf(pool, (on) => listContacts(on, { ...PEOPLE, q }), 'explain (analyze)');
    expect(plans.join()).toMatch(new RegExp(`${index} .*actual`));
  });

  test('who shares a phone with a contact, by that phone', async () => {
    const [one, other] = (await pool.query<{ id: string }>(`select id from contact order by id limit 2`)).rows;
    await pool.query(
      `insert into contact_point (contact_id, kind, value, typed, position)
       select $1, kind, value, typed, 9 from contact_point where contact_id = $2 and kind = 'phone' limit 1`,
      [one?.id, other?.id],
    );
    const row = await findContact(pool, one?.id ?? '');
    expect(row && (await findDuplicates(pool, row)).map(({ id }) => id)).toContain(other?.id);
    const plans = await plansOf(pool, async (on) => row && findDuplicates(on, row), 'explain (analyze)');
    expect(plans.join()).not.toMatch(/contact_by_name|Seq Scan/);
  });
});
