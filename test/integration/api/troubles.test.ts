import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TroublesBody } from '#api/troubles/schema.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import { watchJobs } from '#db/troubles/watch.ts';
import { serialise } from '#test/messenger/wire.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { type List, openChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, nobody } from '#test/integration/support/visitor.ts';
import { deliver, fromClient, newPsid, postSigned, textOf } from '#test/integration/support/webhook.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
beforeEach(() => api.database.pool.query('delete from trouble'));
afterAll(() => api.stop());

const pool = () => api.database.pool;
const read = async (): Promise<TroublesBody> =>
  (await (await logIn(api, 'iryna')).get('/api/troubles')).json<TroublesBody>();

test('what is put aside is listed with its page, its chat, since when, how often; what is over is apart', async () => {
  const { number } = await openChat(api, api.pages.dim, 'буде відкладено');
  const { rows } = await pool().query<{ client_id: string }>('select client_id from chat where number = $1', [number]);
  const ref = rows[0]?.client_id ?? '';
  const noticed = { kind: 'input_put_aside', ref, reason: 'not_told', detail: '3' } as const;
  await noticeTrouble(pool(), noticed);
  await noticeTrouble(pool(), noticed);
  await watchJobs(pool(), 'api').failing('feed', new Error('odd row'));
  await watchJobs(pool(), 'api').passing('feed');
  const { present, past, total, counts } = await read();
  expect(present).toMatchObject([
    {
      kind: 'input_put_aside',
      chat: number,
      page: { name: api.pages.dim.name },
      times: 2,
      retryable: true,
      endedAt: null,
    },
  ]);
  expect(total).toBe(1);
  expect(counts).toMatchObject({ clientsAside: 1, messagesAside: 0 });
  expect(past).toMatchObject([{ kind: 'work_failing', reason: 'feed', detail: 'Error', retryable: false }]);
});

test('an admin tries again what can be: the client is due at once, in sound numbers; the trouble is over', async () => {
  const { number } = await openChat(api, api.pages.dim, 'спробувати ще раз');
  const { rows } = await pool().query<{ id: string }>(
    `update client set inbox_rev = 2147483647, relayed_rev = 2147483647, relay_until = now() + interval '1 hour',
       relay_failures = 900
     where id = (select client_id from chat where number = $1) returning id`,
    [number],
  );
  const ref = rows[0]?.id ?? '';
  await noticeTrouble(pool(), { kind: 'input_put_aside', ref, reason: 'not_told' });
  const [trouble] = (await read()).present;
  const iryna = await logIn(api, 'iryna');
  expect((await iryna.post(`/api/troubles/${trouble?.id}/attempts`)).status).toBe(202);
  const after = await pool().query(
    `select inbox_rev > relayed_rev and inbox_rev < 1000 as due, relay_failures as failures from client where id = $1
       and relayed_rev < 1000`,
    [ref],
  );
  expect(after.rows[0]?.failures).toBe(0);
  expect((await read()).present).toEqual([]);
  expect((await iryna.post(`/api/troubles/${trouble?.id}/attempts`)).status).toBe(404);
});

test('what ends by itself cannot be pressed, operators see none of it, auditors press nothing', async () => {
  // Of a kind that no watcher ends meanwhile.
  await noticeTrouble(pool(), { kind: 'contact_buttons_gone', ref: api.pages.dim.id, reason: 'no_taps' });
  const [trouble] = (await read()).present;
  const path = `/api/troubles/${trouble?.id}/attempts`;
  const refused = await (await logIn(api, 'iryna')).post(path);
  expect(refused.status).toBe(409);
  const olena = await logIn(api, 'olena');
  expect((await olena.get('/api/troubles')).status).toBe(403);
  expect((await olena.post(path)).status).toBe(403);
  const dmytro = await logIn(api, 'dmytro');
  expect((await dmytro.get('/api/troubles')).json<TroublesBody>().present.map(({ kind }) => kind)).toEqual([
    'contact_buttons_gone',
  ]);
  expect((await dmytro.post(path)).status).toBe(403);
});

test('what cannot be read is counted for admins, told as a trouble, and shows nobody’s words', async () => {
  const psid = newPsid();
  const strange = fromClient(api.pages.dim, psid, { hologram_call: { words: 'секрет клієнта', depth_px: 3 } });
  const entry = [
    {
      id: api.pages.dim.facebookId,
      time: 1,
      orbits: [{ id: 'o_1', orbit_state: 'секрет' }],
      messaging: [strange, { ...strange, timestamp: 1 }],
    },
  ];
  expect((await postSigned(api, serialise({ object: 'page', entry }))).status).toBe(200);
  const answer = await (await logIn(api, 'iryna')).get('/api/parked-events');
  const { items } =
    answer.json<List<{ reason: string; name: string; count: number; keys: string[]; page: { id: string } }>>();
  expect(answer.text).not.toContain('секрет');
  expect(items.find(({ name }) => name === 'hologram_call')).toMatchObject({
    reason: 'unknown',
    count: 2,
    page: { id: api.pages.dim.id },
    keys: expect.arrayContaining(['hologram_call', 'depth_px']) as string[],
  });
  expect(items.find(({ name }) => name === 'orbits')).toMatchObject({ count: 1, keys: ['id', 'orbit_state'] });
  const { rows } = await pool().query(
    `select reason, detail from trouble where kind = 'event_parked' and detail = 'orbits' and ended_at is null`,
  );
  expect(rows).toEqual([{ reason: 'unknown', detail: 'orbits' }]);
  const olena = await logIn(api, 'olena');
  expect((await olena.get('/api/parked-events')).status).toBe(403);
});

test('Y20: a database without room is away: webhooks come again, admins are told, until there is room', async () => {
  await pool().query(
    `create function full_disk() returns trigger language plpgsql as $$ begin
       raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
  );
  const filled = ['installation', 'inbound_event', 'trouble'];
  for (const table of filled)
    await pool().query(
      `create trigger full_disk before insert or update on ${table} for each row execute function full_disk()`,
    );
  const delivery = await deliver(api, api.pages.dim, [textOf(api.pages.dim, newPsid(), 'не зберегти')]);
  expect([delivery.status, codeOf(delivery)]).toEqual([503, 'DATABASE_UNAVAILABLE']);
  await until('readiness to tell', async () => (await nobody(api).get('/health/ready')).status === 503);
  const isTold = async () => (await read()).present.some(({ kind }) => kind === 'database_full');
  await until('admins to be told', isTold);
  expect((await read()).present).toMatchObject([{ kind: 'database_full', detail: '53100' }]);
  for (const table of filled) await pool().query(`drop trigger full_disk on ${table}`);
  await until('there is room', async () => (await nobody(api).get('/health/ready')).status === 200);
  await until('it is over', async () => (await read()).present.length === 0);
});
