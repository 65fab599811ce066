import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ormConfig } from '#db/connection/orm.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';
import { checkStatements, type Found, PLANTED_FILE, readStatements, type Statements } from '#test/statements/check.ts';
import { CLAIMS } from '#test/statements/claims.ts';
import { PLANTED } from '#test/statements/planted.ts';

let database: TestDatabase;
let client: pg.Client;
let orm: MikroORM;
let statements: Statements;

beforeAll(async () => {
  database = await createDatabase();
  client = new pg.Client(database.url);
  await client.connect();
  orm = await MikroORM.init(ormConfig(database.url, 2));
  statements = readStatements();
});
afterAll(async () => {
  await orm.close(true);
  await client.end();
  await database.drop();
});

test('the rows and the values of every statement are what the migrated database says', async () => {
  const complaints = new Set((await checkStatements(statements, client, orm)).flatMap(complaintsOf));
  expect([...complaints].toSorted()).toEqual(Object.values(CLAIMS).flat().toSorted());
});

test.each(Object.entries(PLANTED))('a wrong statement is seen: %s', async (name, { seen }) => {
  const planted = { ...statements, found: statements.found.filter(({ place }) => place.startsWith(PLANTED_FILE)) };
  const [found] = (await checkStatements(planted, client, orm)).filter(
    ({ statement }) => statement.in === `PLANTED.${name}.ask`,
  );
  expect(found?.complaints.join()).toContain(seen);
});

/** What a migration could do while the code stays as it is. */
const DRIFTS = [
  { change: 'alter table page rename column name to title', complaint: /db\/people\/pages\.ts .*does not exist/ },
  { change: 'alter table message drop column reply_to_mid', complaint: /db\/chats\/messages\.ts .*does not exist/ },
  { change: 'alter table contact alter column name drop not null', complaint: /"name" may be null \(contact\.name\)/ },
  {
    change: 'alter table chat alter column rung type bigint',
    complaint: /db\/chats\/listing\/dressed\.ts "rung" is no number/,
  },
  {
    change: 'alter table leave alter column note drop default, alter column note type int using 0',
    complaint: /"note" is no string/,
  },
  {
    change: 'alter table delivery alter column reason type int using 0',
    complaint: /db\/inbound\/deliveries\.ts \$2 is given as string/,
  },
];

test.each(DRIFTS)('where the tables drift, it is seen: $change', async ({ change, complaint }) => {
  const drifted = await createDatabase();
  const asked = new pg.Client(drifted.url);
  await asked.connect();
  await asked.query(change);
  const found = await checkStatements(statements, asked, orm);
  await asked.end();
  await drifted.drop();
  expect(found.flatMap(complaintsOf).filter((each) => complaint.test(each))).not.toEqual([]);
});

/** By file, without lines: those move. */
function complaintsOf({ statement: { place }, complaints }: Found): string[] {
  const [file = ''] = place.split(':');
  return file === PLANTED_FILE ? [] : complaints.map((complaint) => `${file} ${complaint}`);
}
