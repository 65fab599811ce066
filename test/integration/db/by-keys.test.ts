import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '#db/connection/database.ts';
import { readChanges } from '#db/changes/read.ts';
import { saveDecisions } from '#db/decisions/save.ts';
import { acceptEvents } from '#db/inbound/accept.ts';
import { endLeases, leaseClients } from '#db/inbox/lease.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';
import { wordOf } from '#test/integration/workflows/word.ts';
import { whatWaits } from '../support/saving.ts';
import { readsWhole } from './plans.ts';

/** What every message sets off keeps the plan it got while the tables were as good as empty. */
const PAGE = '1001';
/** The database itself takes a plan for all values after so many of its own. */
const PLANNED = 6;
/** Who waits to be told, and the newest settings: read as far as they go. */
const OF_FEW = /client_relay_index|settings_version_pkey/;
const NAMES = ['end-leases', 'find-standing', 'keep-decisions', 'lease-clients', 'read-changes'];

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

/** A client writes, is told of, and the chat decides. */
async function toldAndDecided(psid: string): Promise<void> {
  const { byKeys } = database;
  await acceptEvents(database.webhooks, [wordOf(PAGE, { psid, text: 'Добрий день', at: Date.now(), contact: {} })]);
  const leases = await leaseClients(byKeys, 1);
  for (const { clientId, pageId } of leases)
    await saveDecisions(byKeys, await whatWaits(byKeys, { clientId, pageId }, `run of ${psid}`, 1));
  await endLeases(byKeys, leases);
  await readChanges(byKeys, { snapshot: '1:1:', xid: '0' }, 10);
}

test('what chats are told and decide is found by indexes, also where it was planned in an empty database', async () => {
  for (let n = 0; n < PLANNED; n += 1) await toldAndDecided(`psid ${n}`);
  const { rows: prepared } = await database.byKeys.query<{ name: string; statement: string }>(
    'select name, statement from pg_prepared_statements where name = any($1::text[]) order by name',
    [NAMES],
  );
  expect(prepared.map(({ name }) => name)).toEqual(NAMES);
  for (const { name, statement } of prepared) {
    const whole = (await readsWhole(database.byKeys, statement)).filter((line) => !OF_FEW.test(line));
    expect({ name, whole }).toEqual({ name, whole: [] });
  }
});
