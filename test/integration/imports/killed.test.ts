import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi, type TestApi } from '../support/api.ts';
import { holdChanges, whoWaits } from '../support/lock.ts';
import { startProductWorker } from '../support/processes/product-worker.ts';
import { until } from '../support/until.ts';
import { logIn, type Visitor } from '../support/visitor.ts';
import { ALL, atRest, checked, contactsNow, told } from './imports-stage.ts';

/** More than a few lots. */
const ROWS = 1_200;
/** Whoever waits for an import that somebody has in hand. */
const HOLDING = 'select id, employee_id as "employeeId", format%for update';
let api: TestApi;
let iryna: Visitor;
let worker: ChildProcess;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
  worker = await startProductWorker(api);
});
afterAll(async () => {
  worker.kill('SIGKILL');
  await api.stop();
});

const table = (many: number): string =>
  ['ПІБ;Телефон', ...Array.from({ length: many }, (_, n) => `Людина ${n};06712${String(n).padStart(5, '0')}`)].join(
    '\n',
  );

/** The worker is killed as the second lot is about to be committed; the next one goes on. */
async function killedIn(state: 'running' | 'undoing', begin: () => Promise<unknown>): Promise<void> {
  const killed = worker;
  const held = await holdChanges(
    api.database.pool,
    'contact_import',
    `new.state = '${state}' and old.place not in (0, 2147483647) and new.place <> old.place`,
  );
  await begin();
  await held.untilHeld();
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  await held.letGo({ isGone: true });
  worker = await startProductWorker(api);
}

test('F44: a worker is killed in the midst of bringing in and of taking back: each row once, then none', async () => {
  const before = await contactsNow(api);
  const { id, planned } = await checked(iryna, table(ROWS));
  expect(planned.new).toBe(ROWS);
  await killedIn('running', () => iryna.put(`${ALL}/${id}/started`));
  expect((await atRest(iryna, id)).brought).toMatchObject({ made: ROWS });
  const { rows } = await api.database.pool.query(
    `select count(*)::int as contacts, count(distinct phones)::int as phones from contact where name like 'Людина %'`,
  );
  expect(rows).toEqual([{ contacts: ROWS, phones: ROWS }]);
  await killedIn('undoing', () => iryna.delete(`${ALL}/${id}`));
  expect((await atRest(iryna, id)).takenBack).toEqual({ removed: ROWS, restored: 0, kept: 0 });
  expect(await contactsNow(api)).toEqual(before);
});

test('F44: cancelled in the midst, no more rows come, and what came is taken back when that is wanted', async () => {
  const before = await contactsNow(api);
  const { id } = await checked(iryna, table(ROWS));
  const held = await holdChanges(
    api.database.pool,
    'contact_import',
    `new.state = 'running' and new.place <> old.place`,
  );
  await iryna.put(`${ALL}/${id}/started`);
  await held.untilHeld();
  const cancelled = iryna.delete(`${ALL}/${id}`);
  await until('it is about to be cancelled', async () => (await whoWaits(api.database.pool, HOLDING)).length > 0);
  await held.letGo();
  expect((await cancelled).status).toBe(204);
  const stopped = await atRest(iryna, id);
  expect(stopped.state === 'cancelled' && stopped.brought.made > 0 && stopped.brought.made < ROWS).toBe(true);
  await iryna.delete(`${ALL}/${id}`);
  expect(await atRest(iryna, id)).toMatchObject({ state: 'undone', takenBack: { removed: stopped.brought.made } });
  expect(await contactsNow(api)).toEqual(before);
  expect((await told(iryna, id)).done).toBe(0);
});
