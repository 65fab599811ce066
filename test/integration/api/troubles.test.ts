import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TroublesBody } from '#api/troubles/schema.ts';
import { lookAtButtons } from '#db/troubles/buttons.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import { watchWork } from '#db/troubles/watch.ts';
import { serialise } from '#test/messenger/wire.ts';
import { createApi, type TestApi } from '../support/api.ts';
import { type List, openChat } from '../support/chat.ts';
import { codeOf } from '../support/http.ts';
import { until } from '../support/until.ts';
import { logIn, nobody } from '../support/visitor.ts';
import { deliver, fromClient, newMid, newPsid, postSigned, textOf } from '../support/webhook.ts';

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
  await watchWork(pool(), 'api').failing('feed', new Error('odd row'));
  await watchWork(pool(), 'api').passing('feed');
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
    `update client set inbox_rev = 2147483647, relayed_rev = 2147483647, relay_until = now() + interval '1 hour', relay_failures = 900
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

describe('contact buttons that may be missing', () => {
  const DAY = 24 * 60 * 60 * 1000;
  /** So many clients of a page that were asked for their phone give it. */
  const give = async (page: 'dim' | 'outlet', count: number, { tapped, daysAgo }: Given) => {
    const psids = Array.from({ length: count }, newPsid);
    const timestamp = Date.now() - daysAgo * DAY;
    const from = (psid: string, message: object) =>
      fromClient(api.pages[page], psid, { timestamp, message: { mid: newMid(), ...message } });
    await deliver(
      api,
      api.pages[page],
      psids.map((psid) => from(psid, { text: 'вітаю' })),
    );
    await pool().query(
      `insert into message (chat_id, client_id, page_id, direction, via, kind, text, state, at, key, quick_replies)
       select c.id, c.client_id, c.page_id, 'out', 'automatic', 'askPhone', 'Ваш телефон?', 'sent', now(), 'q', '[{"content_type":"user_phone_number"}]'
       from chat c join client k on k.id = c.client_id where k.psid = any($1)`,
      [psids],
    );
    const text = '+380671234567';
    const said = { text, ...(tapped && { quick_reply: { payload: text } }) };
    await deliver(
      api,
      api.pages[page],
      psids.map((psid) => from(psid, said)),
    );
  };
  type Given = { tapped: boolean; daysAgo: number };
  const gone = async () => {
    await lookAtButtons(pool());
    return (await read()).present
      .filter(({ kind }) => kind === 'contact_buttons_gone')
      .map(({ page, retryable }) => ({ page: page?.name, retryable }));
  };

  test('where many answer and nobody taps any more, admins are told, page by page, until somebody taps', async () => {
    await give('dim', 19, { tapped: false, daysAgo: 1 });
    await give('dim', 2, { tapped: true, daysAgo: 20 });
    await give('outlet', 25, { tapped: false, daysAgo: 2 });
    expect(await gone(), 'too few on one page, and on the other nobody ever tapped').toEqual([]);
    await give('dim', 1, { tapped: false, daysAgo: 1 });
    expect(await gone()).toEqual([{ page: api.pages.dim.name, retryable: false }]);
    await pool().query(`update message set by_button = false where by_button`);
    expect(await gone(), 'the last taps are long ago').toHaveLength(1);
    await give('dim', 1, { tapped: true, daysAgo: 0 });
    expect(await gone()).toEqual([]);
  });

  test('a phone that nobody asked for, or another button, says nothing about these', async () => {
    await pool().query('truncate chat cascade');
    await give('dim', 3, { tapped: true, daysAgo: 10 });
    const written = Array.from({ length: 25 }, () => textOf(api.pages.dim, newPsid(), 'мій номер 067 123 45 67'));
    const other = fromClient(api.pages.dim, newPsid(), {
      message: { mid: newMid(), text: '+380671234567', quick_reply: { payload: 'CALL_ME' } },
    });
    await deliver(api, api.pages.dim, [...written, other]);
    expect(await gone()).toEqual([]);
    const { rows } = await pool().query<{ taps: number }>('select count(*)::int as taps from message where by_button');
    expect(rows).toEqual([{ taps: 3 }]);
  });
});
