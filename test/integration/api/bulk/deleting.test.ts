import { expect, test } from 'vitest';
import { wrongCounts } from '#db/chats/counts.ts';
import { openTemporal } from '#platform/temporal.ts';
import { keysIn } from '#test/ground/keys.ts';
import { readChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { deliver, fromClient, newMid } from '#test/integration/support/webhook.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { STATUS } from '#workflows/chat/search-attributes.ts';
import {
  api,
  begin,
  binned,
  decided,
  decidedAll,
  iryna,
  killedInTheMiddle,
  marko,
  olena,
  openChats,
  setUpBulk,
  startWorker,
  told,
} from './bulk-stage.ts';
import { killProcess } from './worker-process.ts';

setUpBulk();

/**
 * So many open chats. `VITE_BULK_CHATS=5000 npx vitest run --project integration
 * test/integration/api/bulk/deleting.test.ts -t 'killed in the middle'` takes minutes.
 */
const { env } = import.meta as { env?: Record<string, string | undefined> };
const MANY = Number(env?.['VITE_BULK_CHATS'] ?? 60);
const LONG_MS = 60_000 + MANY * 1_200;
/** How each chat stands, with its operators, who its client is, and what files it has. */
async function standing(numbers: number[]) {
  const { rows } = await api.database.pool.query(
    `select c.number, c.status, c.waiting_since, c.unread, c.finished_at, cl.contact_id, (
       select array_agg(o.employee_id order by o.position) from chat_operator o where o.chat_id = c.id) as operators,
       (select array_agg(a.id order by a.id) from attachment a join message m on m.id = a.message_id
         where m.chat_id = c.id) as files
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

/** The clients of these chats send a picture each. */
async function sendPictures(numbers: number[]): Promise<void> {
  const { rows } = await api.database.pool.query<{ psid: string }>(
    'select psid from client join chat on chat.client_id = client.id where number = any($1)',
    [numbers],
  );
  const attachments = [{ type: 'image', payload: { url: 'https://files.example/1.png' } }];
  const items = rows.map(({ psid }) => fromClient(api.pages.dim, psid, { message: { mid: newMid(), attachments } }));
  expect((await deliver(api, api.pages.dim, items)).status).toBe(200);
}

test(
  'F27: many are deleted by a worker that is killed in the middle, each once, and all come back',
  async () => {
    const open = await openChats(MANY);
    const numbers = [...open, ...(await addFinished(20))];
    await sendPictures(open.slice(0, 10));
    await api.database.pool.query(
      `with known as (insert into contact (name, phones, emails) values ('Клієнт', '{}', '{}') returning id)
     update client set contact_id = known.id from known where client.id in (
       select client_id from chat where number = any($1))`,
      [numbers.slice(0, 10)],
    );
    const worker = startWorker();
    await decidedAll(LONG_MS);
    const given = await begin(olena, { action: 'assign', numbers: open.slice(0, 30), employeeId: marko.id });
    await until('their operator', async () => (await told(iryna, given)).state === 'done', LONG_MS);
    await killProcess(worker);
    const before = await standing(numbers);

    const id = await begin(iryna, { action: 'delete', filter: {} });
    await killedInTheMiddle(iryna, id, open.at(-1) ?? 0, LONG_MS);
    expect(await told(iryna, id)).toMatchObject({ done: numbers.length, total: numbers.length, refused: [] });
    const once = numbers.toSorted((a, b) => a - b).map((number) => ({ number, times: 1, by: [api.people.iryna.id] }));
    expect(await decided(numbers, 'deleted')).toEqual(once);
    expect(await binned()).toBe(numbers.length);
    expect((await olena.get('/api/chats')).json<{ total: number }>().total).toBe(0);

    const undo = await begin(iryna, { action: 'restore', bulkId: id });
    await killedInTheMiddle(iryna, undo, open.at(-1) ?? 0, LONG_MS);
    expect(await decided(numbers, 'restored')).toEqual(once);
    expect(await standing(numbers)).toEqual(before);
    expect(await binned()).toBe(0);
    expect(await wrongCounts(api.database.pool)).toEqual([]);
  },
  4 * LONG_MS,
);

test('F27: a chat that was deleted with others and put back goes on, and nothing was lost', async () => {
  const [number = 0] = await openChats(1);
  startWorker();
  await decidedAll(LONG_MS);
  const { rows } = await api.database.pool.query<{ id: string }>('select client_id as id from chat where number = $1', [
    number,
  ]);
  const engine = openTemporal(api.settings.temporal, keysIn(api.database.pool, api.keyring));
  const described = () => engine.workflow.getHandle(chatWorkflowId(rows[0]?.id ?? '')).describe();
  const isRunning = async () => (await described()).status.name;
  const id = await begin(iryna, { action: 'delete', numbers: [number] });
  await until('its end', async () => (await told(iryna, id)).state === 'done', LONG_MS);
  await until('its workflow ends', async () => (await isRunning()) === 'COMPLETED', LONG_MS);
  expect((await described()).typedSearchAttributes.get(STATUS)).toBe('finished');
  const undo = await begin(iryna, { action: 'restore', bulkId: id });
  await until('it is back', async () => (await told(iryna, undo)).state === 'done', LONG_MS);
  await until('its workflow', async () => (await isRunning()) === 'RUNNING', LONG_MS);
  await until('its deadlines', async () => (await readChat(iryna, number)).deadlines.length > 0, LONG_MS);
  expect((await olena.post(`/api/chats/${number}/messages`, { text: 'Вітаю' })).status).toBe(201);
  await until('the answer', async () => (await readChat(iryna, number)).status === 'answered', LONG_MS);
  expect(await decided([number], 'recovered')).toEqual([]);
  await engine.connection.close();
});

test('F27: only admins delete and put back, and what is not there is refused with its reason', async () => {
  const [first = 0, second = 0] = await openChats(2);
  expect(codeOf(await olena.post('/api/bulk', { action: 'delete', numbers: [first] }))).toBe('NOT_ALLOWED');
  startWorker();
  const id = await begin(iryna, { action: 'delete', numbers: [first, 999_999] });
  await until('its end', async () => (await told(iryna, id)).state === 'done', LONG_MS);
  expect((await told(iryna, id)).refused).toEqual([{ number: 999_999, code: 'CHAT_NOT_FOUND' }]);
  const back = await begin(iryna, { action: 'restore', numbers: [first, second] });
  await until('its end', async () => (await told(iryna, back)).state === 'done', LONG_MS);
  expect(await told(iryna, back)).toMatchObject({ done: 1, refused: [{ number: second, code: 'CHAT_NOT_FOUND' }] });
  expect(codeOf(await olena.post('/api/bulk', { action: 'restore', bulkId: id }))).toBe('NOT_ALLOWED');
});
