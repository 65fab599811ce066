import { expect, test } from 'vitest';
import { readChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { insist } from '#test/integration/support/insist.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { createWorker } from '#test/integration/support/worker.ts';
import { api, begin, iryna, marko, messenger, olena, openChats, setUpBulk, told } from './bulk-stage.ts';

setUpBulk();

/** For as long as the test needs one. */
async function withWorker(work: () => Promise<unknown>): Promise<void> {
  const worker = await createWorker(api, messenger.url);
  try {
    await work();
  } finally {
    await worker.stop();
  }
}
const ended = (id: string) => until('its end', async () => (await told(iryna, id)).state === 'done');

test('F27: what is cancelled before a worker comes asks no chat; what is over stays as it was', async () => {
  const numbers = await openChats(3);
  const id = await begin(olena, { action: 'finish', numbers });
  expect(await told(olena, id)).toMatchObject({ state: 'running', done: 0, total: 3, refused: [] });
  const cancelled = await olena.delete(`/api/bulk/${id}`);
  expect([cancelled.status, cancelled.json()]).toMatchObject([200, { state: 'cancelled', done: 0, total: 3 }]);
  const other = await begin(olena, { action: 'finish', numbers: numbers.slice(0, 1) });
  await withWorker(() => ended(other));
  expect((await readChat(olena, numbers[0] ?? 0)).status).toBe('finished');
  expect((await readChat(olena, numbers[1] ?? 0)).status).not.toBe('finished');
  expect((await olena.delete(`/api/bulk/${other}`)).json()).toMatchObject({ state: 'done', done: 1 });
  const { rows } = await api.database.pool.query(
    `select kind, detail ->> 'chats' as chats from audit where kind like 'bulk%' order by at`,
  );
  expect(rows).toEqual([
    { kind: 'bulk_begun', chats: '3' },
    { kind: 'bulk_cancelled', chats: null },
    { kind: 'bulk_begun', chats: '1' },
  ]);
});

test('F27: each refusal is told with its reason, and keeps no other chat from what is asked', async () => {
  const [first = 0, second = 0, third = 0] = await openChats(3);
  const [theirs = 0] = await openChats(1, 'outlet');
  await withWorker(async () => {
    await ended(await begin(olena, { action: 'finish', numbers: [first] }));
    await ended(await begin(olena, { action: 'assign', numbers: [second], employeeId: marko.id }));
    const id = await begin(olena, {
      action: 'assign',
      numbers: [first, second, third, theirs, 999_999],
      employeeId: marko.id,
    });
    await ended(id);
    const { refused, ...rest } = await told(olena, id);
    expect(rest).toMatchObject({ state: 'done', done: 1, total: 5 });
    expect(refused.toSorted((a, b) => a.number - b.number)).toEqual([
      { number: first, code: 'CHAT_FINISHED' },
      { number: second, code: 'ALREADY_THEIRS' },
      { number: theirs, code: 'CHAT_NOT_FOUND' },
      { number: 999_999, code: 'CHAT_NOT_FOUND' },
    ]);
    expect((await readChat(olena, third)).operators.map(({ id: who }) => who)).toEqual([marko.id]);
    // Marko has no access to the other page.
    const elsewhere = await begin(iryna, { action: 'assign', numbers: [theirs], employeeId: marko.id });
    await ended(elsewhere);
    expect((await told(iryna, elsewhere)).refused).toEqual([{ number: theirs, code: 'UNKNOWN_EMPLOYEE' }]);
  });
});

test('F27: who lost the page meanwhile may not go on there', async () => {
  const [number = 0] = await openChats(1);
  const id = await begin(await logIn(api, marko), { action: 'finish', numbers: [number] });
  await api.database.pool.query('delete from page_access where employee_id = $1', [marko.id]);
  await withWorker(() => ended(id));
  expect((await told(iryna, id)).refused).toEqual([{ number, code: 'NOT_ALLOWED' }]);
  expect((await readChat(olena, number)).status).not.toBe('finished');
});

test('F27: only who began it and admins see it; who reads only begins none', async () => {
  const [number = 0] = await openChats(1);
  const id = await begin(olena, { action: 'finish', numbers: [number] });
  const taras = await logIn(api, 'taras');
  expect([codeOf(await taras.get(`/api/bulk/${id}`)), codeOf(await taras.delete(`/api/bulk/${id}`))]).toEqual([
    'NOT_FOUND',
    'NOT_FOUND',
  ]);
  expect((await iryna.get(`/api/bulk/${id}`)).status).toBe(200);
  const dmytro = await logIn(api, 'dmytro');
  expect(codeOf(await dmytro.post('/api/bulk', { action: 'finish', numbers: [number] }))).toBe('NOT_ALLOWED');
  const unknown = { action: 'assign', numbers: [number], employeeId: 'nobody' };
  expect(codeOf(await olena.post('/api/bulk', unknown))).toBe('UNKNOWN_EMPLOYEE');
  expect((await olena.post('/api/bulk', { action: 'finish' })).status).toBe(400);
});

test('F27: all that fit are as many as were seen, or nothing is begun', async () => {
  const before = await openChats(2);
  const filter = { status: 'new', from: new Date(Date.now() + 60_000).toISOString() };
  const later = `update chat set last_contact_at = now() + interval '1 hour' where number = any($1)`;
  await api.database.pool.query(later, [before]);
  const [after = 0] = await openChats(1);
  await api.database.pool.query(later, [[after]]);
  for (const asked of [{ action: 'finish' }, { action: 'delete' }, { action: 'assign', employeeId: marko.id }]) {
    const refused = await iryna.post('/api/bulk', { ...asked, filter, total: 2 });
    expect([refused.status, refused.json()]).toMatchObject([
      409,
      { error: { code: 'CHATS_CHANGED', details: { total: 3 } } },
    ]);
  }
  const id = await begin(iryna, { action: 'finish', filter, total: 3 });
  expect(await told(iryna, id)).toMatchObject({ total: 3 });
});

test('F27: more than ten thousand have to be narrowed first', async () => {
  // In lots: no statement may take long, however busy the machine.
  for (let first = 1; first <= 10_001; first += 200)
    await api.database.pool.query(
      `with clients as (insert into client (page_id, psid, first_name, last_name)
         select $1, 'many ' || n, 'Клієнт', '' from generate_series($2::int, least($2::int + 199, 10001)) n
         returning id, page_id)
       insert into chat (client_id, page_id, status, created_at, last_contact_at)
       select id, page_id, 'finished', now(), now() from clients`,
      [api.pages.outlet.id, first],
    );
  const all = { action: 'finish', filter: { pageId: api.pages.outlet.id } };
  const refused = await insist(() => iryna.post('/api/bulk', all));
  expect([refused.status, codeOf(refused)]).toEqual([422, 'TOO_MANY_CHATS']);
});
