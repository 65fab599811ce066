import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '#db/connection/database.ts';
import { readChanges } from '#db/changes/read.ts';
import { saveDecisions } from '#db/decisions/save.ts';
import { acceptEvents } from '#db/inbound/accept.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';
import { wordOf } from '#test/integration/workflows/word.ts';
import { whatWaits } from '../support/saving.ts';
import { readsWhole } from './reads-whole.ts';

/** What every message sets off keeps the plan it got while the tables were as good as empty. */
const PAGE = '1001';
/** The database itself takes a plan for all values after so many of its own. */
const PLANNED = 6;
const NAMES = ['find-standing', 'keep-decisions', 'read-changes'];

let world: TestDatabase;
let database: Database;
beforeAll(async () => {
  world = await createDatabase();
  database = await openDatabase(world.url, 2);
  await database.pool.query(`insert into page (facebook_id, name, sealed_token) values ($1, $1, 'x')`, [PAGE]);
});
afterAll(async () => {
  await database.close();
  await world.drop();
});

/** A client writes, and their chat decides. */
async function decided(psid: string): Promise<void> {
  const { byKeys } = database;
  await acceptEvents(database.webhooks, [wordOf(PAGE, { psid, text: 'Добрий день', at: Date.now(), contact: {} })]);
  const { rows } = await byKeys.query<{ clientId: string; pageId: string }>(
    'select id as "clientId", page_id as "pageId" from client where psid = $1',
    [psid],
  );
  for (const client of rows) await saveDecisions(byKeys, await whatWaits(byKeys, client, `run of ${psid}`, 1));
  await readChanges(byKeys, { snapshot: '1:1:', xid: '0' }, 10);
}

test('what chats decide and windows show is found by indexes, also as an empty database plans it', async () => {
  for (let n = 0; n < PLANNED; n += 1) await decided(`psid ${n}`);
  const { rows: prepared } = await database.byKeys.query<{ name: string; statement: string }>(
    'select name, statement from pg_prepared_statements where name = any($1::text[]) order by name',
    [NAMES],
  );
  expect(prepared.map(({ name }) => name)).toEqual(NAMES);
  for (const { name, statement } of prepared) {
    const whole = await readsWhole(database.byKeys, statement);
    expect({ name, whole }).toEqual({ name, whole: [] });
  }
});
