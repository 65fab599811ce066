import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from '#db/notify/listen.ts';
import { Notifier } from '#db/notify/notifier.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';
import { until } from '../support/until.ts';

let world: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  world = await createDatabase();
  pool = new pg.Pool({ connectionString: world.url, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await world.drop();
});

test('a process knows at once what it tells, does not hear it again, and hears what others tell', async () => {
  const rung: string[] = [];
  const own = new Notifier(pool, (topic) => rung.push(topic));
  const other = new Notifier(pool);
  const heard: string[] = [];
  const all: string[] = [];
  const silences = [
    listen(world.url, (topics) => heard.push(...topics), { own: own.mark }),
    listen(world.url, (topics) => all.push(...topics)),
  ];
  await until('both listen', () => heard.includes('routing') && all.includes('routing'));
  own.notify('exports', 'imports');
  expect(rung).toEqual(['exports', 'imports']);
  await until('who is not its own hears it', () => all.includes('imports'));
  other.notify('file');
  await until('what others tell', () => heard.includes('file'));
  expect(heard).not.toContain('exports');
  await Promise.all(silences.map((silence) => silence()));
});
