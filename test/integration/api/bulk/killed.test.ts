import { expect, test } from 'vitest';
import { api, begin, decided, killedInTheMiddle, marko, olena, openChats, setUpBulk, told } from './bulk-stage.ts';

setUpBulk();

/** A process of its own takes its time to begin. */
const LONG_MS = 80_000;
test('F27: many are finished by a worker that is killed in the middle, each of them once', async () => {
  const numbers = await openChats(60);
  const id = await begin(olena, { action: 'finish', filter: { status: 'new' } });
  await killedInTheMiddle(olena, id, numbers.at(-1) ?? 0, LONG_MS);
  expect(await told(olena, id)).toMatchObject({ done: 60, total: 60, refused: [] });
  const by = [api.people.olena.id];
  expect(await decided(numbers, 'finished')).toEqual(numbers.map((number) => ({ number, times: 1, by })));
});

test('F27: many are assigned by a worker that is killed in the middle, each of them once', async () => {
  const numbers = await openChats(60);
  const id = await begin(olena, { action: 'assign', numbers, employeeId: marko.id });
  await killedInTheMiddle(olena, id, numbers.at(-1) ?? 0, LONG_MS);
  expect(await told(olena, id)).toMatchObject({ done: 60, total: 60, refused: [] });
  const by = [api.people.olena.id];
  expect(await decided(numbers, 'transferred')).toEqual(numbers.map((number) => ({ number, times: 1, by })));
  const { rows } = await api.database.pool.query(
    `select 1 from chat c join chat_operator o on o.chat_id = c.id
     where c.number = any($1) and o.employee_id = $2 and o.position = 0`,
    [numbers, marko.id],
  );
  expect(rows.length).toBe(60);
});
