import { hashPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { settleAccounts } from '#api/process/accounts.ts';
import { DEMO_EMPLOYEES, DEMO_PASSWORD } from '#db/demo/company.ts';
import { type Database, openDatabase } from '#db/connection/database.ts';
import { endDemo, reviveDemo } from '#db/demo/accounts.ts';
import { insertEmployee } from '#db/people/add-employee.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';
import { createLogbook, type Logbook } from '../../support/logbook.ts';

let owned: TestDatabase;
let database: Database;
let logbook: Logbook;
let passwordHash: string;

beforeAll(async () => {
  owned = await createDatabase();
  database = await openDatabase(owned.url, 2);
  passwordHash = await hashPassword(DEMO_PASSWORD);
});
beforeEach(async () => {
  logbook = createLogbook('api');
  await database.pool.query('truncate employee cascade');
});
afterAll(async () => {
  await database.close();
  await owned.drop();
});

const owner = { demo: false, email: 'Owner@svitlo.example', password: 'a long enough word' };

const settle = (change: Partial<typeof owner> = {}): Promise<void> =>
  settleAccounts(database.pool, { ...owner, ...change }, logbook.log);

async function addDemo(): Promise<void> {
  for (const one of DEMO_EMPLOYEES) await insertEmployee(database.pool, { ...one, passwordHash, pageIds: [] });
}

/** Who may log in with a password that is there. */
async function open(): Promise<string[]> {
  const { rows } = await database.pool.query<{ email: string }>(
    `select e.email from employee e join account a on a.user_id = e.id where e.active and a.password is not null
       order by 1`,
  );
  return rows.map(({ email }) => email);
}

describe("the owner's log-in", () => {
  test('Y17: is made in an empty installation, and once', async () => {
    await settle({ email: '', password: '' });
    expect(await open()).toEqual([]);
    expect(logbook.text()).toContain('nobody can log in as an admin');
    await settle();
    await settle();
    const { rows } = await database.pool.query('select email, roles from employee');
    expect(rows).toEqual([{ email: 'owner@svitlo.example', roles: ['admin', 'operator'] }]);
    expect(logbook.text()).not.toMatch(/svitlo\.example|long enough/);
  });

  test('Y17: is made where others are, too: the demo came first, or another owner did', async () => {
    await addDemo();
    await insertEmployee(database.pool, {
      ...DEMO_EMPLOYEES[0]!,
      email: 'first@svitlo.example',
      passwordHash,
      pageIds: [],
    });
    await settle();
    expect(await open()).toEqual(['first@svitlo.example', 'owner@svitlo.example']);
  });

  test('Y17: what is no address or too weak a word is refused with its name, and only where it is needed', async () => {
    await expect(settle({ email: 'not an address' })).rejects.toThrow(/ADMIN_EMAIL/);
    await expect(settle({ email: 'admin@demo.example' })).rejects.toThrow(/ADMIN_EMAIL.*demo/);
    await expect(settle({ password: 'short' })).rejects.toThrow(/ADMIN_PASSWORD/);
    await expect(settle({ password: DEMO_PASSWORD })).rejects.toThrow(/ADMIN_PASSWORD/);
    await settle();
    await settle({ password: 'short' });
    await settle({ password: '' });
  });

  test('Y17: who was deactivated or is no admin stays so, with a word', async () => {
    const one = await insertEmployee(database.pool, {
      name: 'Одна',
      email: 'one@svitlo.example',
      passwordHash,
      roles: ['operator'],
      pageIds: [],
    });
    await settle({ email: 'one@svitlo.example' });
    expect(logbook.text()).toContain('is no admin and stays so');
    await database.pool.query('update employee set active = false where id = $1', [one?.id]);
    await settle({ email: 'one@svitlo.example' });
    expect(logbook.text()).toContain('was deactivated and stays so');
    expect(await open()).toEqual([]);
  });
});

describe('the people of the demo', () => {
  test('Y17: end with the demo: their passwords, sessions and tokens; twice is once', async () => {
    await addDemo();
    await database.pool.query(
      `insert into session (id, token, user_id, expires_at) select 's' || id, 't' || id, id, now() + interval '1 hour'
         from employee`,
    );
    await database.pool.query(`insert into api_token (employee_id, name, hash) select id, 'x', id from employee`);
    await settle({ email: '', password: '' });
    await settle({ email: '', password: '' });
    expect(await open()).toEqual([]);
    for (const table of ['session', 'api_token'])
      expect((await database.pool.query(`select 1 from ${table}`)).rowCount, table).toBe(0);
  });

  test('Y17: stay while there is a demo', async () => {
    await addDemo();
    await settle({ demo: true, email: '', password: '' });
    expect(await open()).toHaveLength(DEMO_EMPLOYEES.length);
  });

  test('Y17: come back with the demo, but never to an installation where others work', async () => {
    await addDemo();
    await endDemo(database.pool);
    expect(await reviveDemo(database.pool, passwordHash)).toBe(DEMO_EMPLOYEES.length);
    expect(await open()).toHaveLength(DEMO_EMPLOYEES.length);
    await settle();
    expect(await reviveDemo(database.pool, passwordHash)).toBe(0);
    expect(await open()).toEqual(['owner@svitlo.example']);
  });
});
