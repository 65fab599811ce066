import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Database, openDatabase } from '#db/connection/database.ts';
import { forget } from '#db/retention/forget.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';

const KEEP = { routingRecords: 180, presence: 400, audit: 1095, bin: 30 };
export const LOT = 3;
let owned: TestDatabase;
export let database: Database;
export const page = randomUUID();
export const run = (sql: string, values: unknown[] = []) => database.pool.query(sql, values);
export const pass = (lot = LOT) => forget(database.pool, KEEP, lot);
export async function addChat(status: 'new' | 'finished'): Promise<string> {
  const [client, chat] = [randomUUID(), randomUUID()];
  await run('insert into client (id, page_id, psid) values ($1, $2, $3)', [client, page, client]);
  await run('insert into chat (id, client_id, page_id, status) values ($1, $2, $3, $4)', [chat, client, page, status]);
  return chat;
}

export function setUpRetention(): void {
  beforeAll(async () => {
    owned = await createDatabase();
    database = await openDatabase(owned.url, 3);
  });
  beforeEach(async () => {
    await run(
      `truncate employee, page, routing_policy, audit, verification, login_attempt, settings_version,
         settings_draft cascade`,
    );
    await run(
      `insert into employee (id, name, email, email_verified, roles)
       values ('olena', 'Олена', 'olena@svitlo.example', true, '{operator}')`,
    );
    await run(`insert into page (id, facebook_id, name, sealed_token) values ($1, '1', 'Дім', 'sealed')`, [page]);
  });
  afterAll(async () => {
    await database.close();
    await owned.drop();
  });
}
