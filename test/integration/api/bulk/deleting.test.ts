import type { ChildProcess } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { wrongCounts } from '#db/chats/counts.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { api, begin, decided, iryna, marko, messenger, olena, openChats, setUpBulk, told } from './bulk-stage.ts';
import { killProcess, startWorkerProcess } from './worker-process.ts';

setUpBulk();

/**
 * So many open chats. `VITE_BULK_CHATS=5000 npx vitest run --project integration
 * test/integration/api/bulk/deleting.test.ts` takes minutes.
 */
const { env } = import.meta as { env?: Record<string, string | undefined> };
const MANY = Number(env?.['VITE_BULK_CHATS'] ?? 200);
const LONG_MS = 60_000 + MANY * 600;
const workers: ChildProcess[] = [];
const start = () => {
  const worker = startWorkerProcess(api, messenger.url);
  workers.push(worker);
  return worker;
};
afterEach(() => Promise.all(workers.splice(0).map(killProcess)));

/** Killed once some have answered and some have not; another one goes on. */
async function killedInTheMiddle(id: string): Promise<void> {
  const first = start();
  await until('the first answers', async () => (await told(iryna, id)).done > 0, LONG_MS);
  await killProcess(first);
  const { done, total, state } = await told(iryna, id);
  expect([done < total, state]).toEqual([true, 'running']);
  const second = start();
  await until('its end', async () => (await told(iryna, id)).state === 'done', LONG_MS);
  await killProcess(second);
}

/** How each chat stands, with its operators and who its client is. */
async function standing(numbers: number[]) {
  const { rows } = await api.database.pool.query(
    `select c.number, c.status, c.waiting_since, c.unread, c.finished_at, cl.contact_id, (
       select array_agg(o.employee_id order by o.position) from chat_operator o where o.chat_id = c.id) as operators
     from chat c join client cl on cl.id = c.client_id where c.number = any($1) order by c.number`,
    [numbers],
  );
  return rows;
}

/** Finished chats that Marko led. */
async function addFinished(many: number): Promise<number[]> {
  const { rows } = await api.database.pool.query<{ number: number }>(
    `with clients as (insert into client (page_id, psid) select $1, 'over ' || n from generate_series(1, $2::int) n
       returning id, page_id),
     chats as (insert into chat (client_id, page_id, status, finished_at)
       select id, page_id, 'finished', now() from clients returning id, number)
     select number from chats`,
    [api.pages.dim.id, many],
  );
  const numbers = rows.map(({ number }) => number);
  await api.database.pool.query(
    `insert into chat_operator (chat_id, employee_id, since, position)
     select id, $2, now(), 0 from chat where number = any($1)`,
    [numbers, marko.id],
  );
  return numbers;
}

const binned = async () => (await iryna.get('/api/deleted-chats')).json<{ total: number }>().total;

test(
  'F27: many are deleted by a worker that is killed in the middle, each once, and all come back',
  async () => {
    const open = await openChats(MANY);
    const numbers = [...open, ...(await addFinished(20))];
    await api.database.pool.query(
      `with known as (insert into contact (name, phones, emails) values ('Клієнт', '{}', '{}') returning id)
     update client set contact_id = known.id from known where client.id in (
       select client_id from chat where number = any($1))`,
      [numbers.slice(0, 10)],
    );
    const worker = start();
    const given = await begin(olena, { action: 'assign', numbers: open.slice(0, 30), employeeId: marko.id });
    await until('their operator', async () => (await told(iryna, given)).state === 'done', LONG_MS);
    await killProcess(worker);
    const before = await standing(numbers);

    const id = await begin(iryna, { action: 'delete', filter: {} });
    await killedInTheMiddle(id);
    expect(await told(iryna, id)).toMatchObject({ done: numbers.length, total: numbers.length, refused: [] });
    const once = numbers.toSorted((a, b) => a - b).map((number) => ({ number, times: 1, by: [api.people.iryna.id] }));
    expect(await decided(numbers, 'deleted')).toEqual(once);
    expect(await binned()).toBe(numbers.length);
    expect((await olena.get('/api/chats')).json<{ total: number }>().total).toBe(0);

    await killedInTheMiddle(await begin(iryna, { action: 'restore', bulkId: id }));
    expect(await decided(numbers, 'restored')).toEqual(once);
    expect(await standing(numbers)).toEqual(before);
    expect(await binned()).toBe(0);
    expect(await wrongCounts(api.database.pool)).toEqual([]);
  },
  4 * LONG_MS,
);

test(
  'F27: cancelled in the middle, what is deleted stays so, and the others are untouched',
  async () => {
    const numbers = await openChats(120);
    start();
    const id = await begin(iryna, { action: 'delete', numbers });
    await until('the first answers', async () => (await told(iryna, id)).done > 0, LONG_MS);
    expect(codeOf(await iryna.post('/api/bulk', { action: 'restore', bulkId: id }))).toBe('BULK_RUNNING');
    expect((await iryna.delete(`/api/bulk/${id}`)).json()).toMatchObject({ state: 'cancelled' });
    // Those that were being asked answer still.
    await until('the last answer', async () => (await told(iryna, id)).endedAt !== null, LONG_MS);
    const { done, total, refused, state } = await told(iryna, id);
    expect([state, done < total, refused]).toEqual(['cancelled', true, []]);
    const gone = await binned();
    expect(gone).toBeGreaterThanOrEqual(done);
    expect((await decided(numbers, 'deleted')).length).toBe(gone);
    const undo = await begin(iryna, { action: 'restore', bulkId: id });
    await until('its end', async () => (await told(iryna, undo)).state === 'done', LONG_MS);
    expect(await told(iryna, undo)).toMatchObject({ done: gone, total: gone, refused: [] });
    expect(await binned()).toBe(0);
  },
  4 * LONG_MS,
);

/** How often chats of it were asked that have not answered. */
async function unanswered(id: string): Promise<{ number: number; tries: number }[]> {
  const { rows } = await api.database.pool.query<{ number: number; tries: number }>(
    'select number, tries from bulk_item where bulk_id = $1 and settled_at is null and tries > 0 order by number',
    [id],
  );
  return rows;
}

test(
  'F27: a chat that is slow to answer is waited for: a cancelled deletion that is over deletes nothing any more',
  async () => {
    const [slow = 0, ...others] = await openChats(40);
    const holder = await api.database.pool.connect();
    try {
      await holder.query('begin');
      await holder.query('select from client where id = (select client_id from chat where number = $1) for update', [
        slow,
      ]);
      start();
      const id = await begin(iryna, { action: 'delete', numbers: [slow, ...others] });
      await until('it is asked, and another answers', async () => {
        const asked = await unanswered(id);
        return asked.some(({ number }) => number === slow) && (await told(iryna, id)).done > 0;
      });
      await iryna.delete(`/api/bulk/${id}`);
      const [first] = await unanswered(id);
      // Nobody else is asked; it itself is, until it has said what it does.
      await until(
        'it is asked anew',
        async () => {
          const [waited, ...more] = await unanswered(id);
          return more.length === 0 && waited?.number === slow && waited.tries > (first?.tries ?? 0);
        },
        LONG_MS,
      );
      expect(await told(iryna, id)).toMatchObject({ state: 'cancelled', endedAt: null });
      expect(codeOf(await iryna.post('/api/bulk', { action: 'restore', bulkId: id }))).toBe('BULK_RUNNING');
      await holder.query('rollback');
      await until('its end', async () => (await told(iryna, id)).endedAt !== null, LONG_MS);
      const { done, refused } = await told(iryna, id);
      expect([await binned(), (await decided([slow], 'deleted')).length, refused]).toEqual([done, 1, []]);
      const undo = await begin(iryna, { action: 'restore', bulkId: id });
      await until('all is undone', async () => (await told(iryna, undo)).state === 'done', LONG_MS);
      expect([(await told(iryna, undo)).done, await binned()]).toEqual([done, 0]);
    } finally {
      await holder.query('rollback').catch(() => undefined);
      holder.release();
    }
  },
  4 * LONG_MS,
);

test('F27: only admins delete and put back, and what is not there is refused with its reason', async () => {
  const [first = 0, second = 0] = await openChats(2);
  expect(codeOf(await olena.post('/api/bulk', { action: 'delete', numbers: [first] }))).toBe('NOT_ALLOWED');
  start();
  const id = await begin(iryna, { action: 'delete', numbers: [first, 999_999] });
  await until('its end', async () => (await told(iryna, id)).state === 'done', LONG_MS);
  expect((await told(iryna, id)).refused).toEqual([{ number: 999_999, code: 'CHAT_NOT_FOUND' }]);
  const back = await begin(iryna, { action: 'restore', numbers: [first, second] });
  await until('its end', async () => (await told(iryna, back)).state === 'done', LONG_MS);
  expect(await told(iryna, back)).toMatchObject({ done: 1, refused: [{ number: second, code: 'CHAT_NOT_FOUND' }] });
  expect(codeOf(await olena.post('/api/bulk', { action: 'restore', bulkId: id }))).toBe('NOT_ALLOWED');
});
