import type { ChildProcess } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { holdChat } from '#test/integration/support/lock.ts';
import { until } from '#test/integration/support/until.ts';
import { api, begin, decided, marko, messenger, olena, openChats, setUpBulk, told } from './bulk-stage.ts';
import { killProcess, startWorkerProcess } from './worker-process.ts';

setUpBulk();

/** A process of its own takes its time to begin. */
const LONG_MS = 80_000;
const workers: ChildProcess[] = [];
const start = () => {
  const worker = startWorkerProcess(api, messenger.url);
  workers.push(worker);
  return worker;
};
afterEach(() => Promise.all(workers.splice(0).map(killProcess)));

/**
 * Killed once some have answered and some have not; another one goes on. One chat is held that long: else all might
 * have answered before a busy machine sees that the first one has.
 */
async function killedInTheMiddle(id: string, slow = 0): Promise<void> {
  const letGo = await holdChat(api.database.pool, slow);
  try {
    const first = start();
    await until('the first answers', async () => (await told(olena, id)).done > 0, LONG_MS);
    await killProcess(first);
    const { done, total, state } = await told(olena, id);
    expect([done < total, state]).toEqual([true, 'running']);
  } finally {
    await letGo();
  }
  start();
  await until('its end', async () => (await told(olena, id)).state === 'done', LONG_MS);
}

test('F27: many are finished by a worker that is killed in the middle, each of them once', async () => {
  const numbers = await openChats(60);
  const id = await begin(olena, { action: 'finish', filter: { status: 'new' } });
  await killedInTheMiddle(id, numbers.at(-1));
  expect(await told(olena, id)).toMatchObject({ done: 60, total: 60, refused: [] });
  const by = [api.people.olena.id];
  expect(await decided(numbers, 'finished')).toEqual(numbers.map((number) => ({ number, times: 1, by })));
});

test('F27: many are assigned by a worker that is killed in the middle, each of them once', async () => {
  const numbers = await openChats(60);
  const id = await begin(olena, { action: 'assign', numbers, employeeId: marko.id });
  await killedInTheMiddle(id, numbers.at(-1));
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
