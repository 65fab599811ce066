import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyticsAt } from '#activities/analytics/measurement.ts';
import { createGoogle, type GoogleProgram } from '#test/google/google.ts';
import type { Hit } from '#test/google/validation.ts';
import { openChat, readChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { insist } from '#test/integration/support/insist.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { openWhole, type Whole } from '#test/integration/support/whole.ts';

const STREAM = { measurementId: 'G-CANARY123', secret: 'canary-secret-of-google' };
const CANARIES = ['Зеленська', '671112233', 'kanarka', 'papuga', 'Канарка', STREAM.secret];
let google: GoogleProgram;
let whole: Whole;
let iryna: Visitor;

beforeAll(async () => {
  google = await createGoogle();
  whole = await openWhole({ analytics: analyticsAt(google.origin) });
  iryna = await logIn(whole.api, 'iryna');
});
afterAll(() => Promise.all([whole?.close(), google?.close()]));

interface Standing {
  isOn: boolean;
  hasSecret: boolean;
  waiting: number;
  sent: number;
  late: number;
}
const standing = async () => (await iryna.get('/api/analytics')).json<Standing>();
const turn = (isOn: boolean) => iryna.put('/api/analytics', { isOn, ...STREAM });
const present = async () =>
  (await iryna.get('/api/troubles')).json<{ present: { kind: string }[] }>().present.map(({ kind }) => kind);
const chat = (text = 'Добрий день') => openChat(whole.api, whole.api.pages.dim, text);
/** Of one chat, by its session. */
const hitsOf = (number: number): Hit[] =>
  google.hits.filter(({ events }) => events?.[0]?.params['session_id'] === String(number));
const namesOf = (number: number) => hitsOf(number).map(({ events }) => events?.[0]?.name ?? '');
const untilCame = (number: number, ...names: string[]) =>
  until(`${names.join(', ')} of ${number}`, async () => names.every((name) => namesOf(number).includes(name)));
const answer = (number: number) =>
  insist(() => iryna.post(`/api/chats/${number}/messages`, { text: 'papuga' }, { 'idempotency-key': randomUUID() }));
const finish = (number: number) =>
  insist(() => iryna.put(`/api/chats/${number}/status`, { status: 'finished' }), 'CHAT_FINISHED');

test('F14: the secret is wanted, kept, and never read back', async () => {
  const { measurementId, secret } = STREAM;
  expect(codeOf(await iryna.put('/api/analytics', { isOn: true, measurementId }))).toBe('ANALYTICS_SECRET');
  expect(codeOf(await iryna.post('/api/analytics/trial', { measurementId }))).toBe('ANALYTICS_SECRET');
  expect((await iryna.put('/api/analytics', { isOn: true, measurementId: 'UA-1', secret })).status).toBe(400);
  const kept = await iryna.put('/api/analytics', { isOn: false, ...STREAM });
  expect(kept.json()).toMatchObject({ isOn: false, measurementId, hasSecret: true });
  expect(kept.text).not.toContain(secret);
  const { rows } = await whole.api.database.pool.query<{ told: string }>(
    `select (select value::text from installation where name = 'analytics')
       || (select coalesce(string_agg(detail::text, ''), '') from audit) as told`,
  );
  expect(rows[0]?.told).not.toContain(secret);
});

test('F14: off means that nothing leaves, and what happened meanwhile is never told', async () => {
  const { number } = await chat();
  await answer(number);
  await until('it is answered', async () => (await readChat(iryna, number)).status === 'answered');
  await turn(true);
  const later = await chat();
  await untilCame(later.number, 'chat_started');
  expect(namesOf(number)).toEqual([]);
});

test('F14: Google’s validation says what it thinks of our events, or that it does not answer', async () => {
  const trial = async (given: object) => (await iryna.post('/api/analytics/trial', given)).json<{ ok: boolean }>();
  expect(await trial(STREAM)).toEqual({ ok: true, reason: null, messages: [] });
  expect(await trial({ measurementId: STREAM.measurementId })).toMatchObject({ ok: true });
  google.is({ status: 503 });
  expect(await trial(STREAM)).toEqual({ ok: false, reason: '503', messages: [] });
  google.is('well');
});

test('F14: a chat is counted from its beginning to its end, each thing once, nothing of it personal', async () => {
  const { api } = whole;
  const { number, psid } = await chat('Я Зеленська Канарка, мій номер 067 111 22 33, kanarka@poshta.example');
  await insist(() => iryna.put(`/api/chats/${number}/operators/me`));
  await answer(number);
  const lead = { name: 'Зеленська Канарка', phone: '+380671112233', amount: 1_500_00, note: 'papuga' };
  expect((await iryna.post(`/api/chats/${number}/leads`, lead)).status).toBe(201);
  const lines = [{ name: 'Клітка для papuga', quantity: 2_000, price: 500_00, vat: null }];
  expect((await iryna.post(`/api/chats/${number}/orders`, { name: 'Канарка', lines })).status).toBe(201);
  await untilCame(number, 'chat_assigned', 'chat_first_answer', 'generate_lead', 'purchase');
  await finish(number);
  await untilCame(number, 'chat_finished', 'chat_started');
  const hits = hitsOf(number);
  const params = Object.fromEntries(hits.map(({ events }) => [events?.[0]?.name, events?.[0]?.params]));
  expect(params['chat_first_answer']).toMatchObject({ seconds: expect.any(Number), page_id: api.pages.dim.id });
  expect(params['generate_lead']).toMatchObject({ value: 1_500, currency: 'UAH', lead_id: expect.any(String) });
  expect(params['purchase']).toMatchObject({ value: 1_000, currency: 'UAH', transaction_id: expect.any(String) });
  expect(hits.map(({ query }) => query)).toEqual(
    hits.map(() => ({ measurement_id: STREAM.measurementId, api_secret: STREAM.secret })),
  );
  expect(new Set(hits.map(({ client_id: id }) => id)).size).toBe(1);
  expect(hits.map(({ consent }) => consent)).toEqual(
    hits.map(() => ({ ad_user_data: 'DENIED', ad_personalization: 'DENIED' })),
  );
  // What was sent is what Google finds right.
  for (const { timestamp_micros: micros = 0 } of hits)
    expect(Math.abs(micros / 1_000 - Date.now())).toBeLessThan(600_000);
  expect(namesOf(number).toSorted()).toEqual([...new Set(namesOf(number))].toSorted());
  const bytes = google.bytes().replaceAll(`api_secret=${STREAM.secret}`, '');
  const employees = Object.values(api.people).flatMap(({ id, name, email }) => [id, name, email]);
  const { rows } = await api.database.pool.query<{ id: string }>('select id from client where psid = $1', [psid]);
  for (const canary of [...CANARIES, psid, rows[0]?.id ?? '', ...employees]) {
    expect([canary, bytes.includes(canary)]).toEqual([canary, false]);
    expect([canary, bytes.includes(encodeURIComponent(canary))]).toEqual([canary, false]);
  }
});

test('F14: the contact is counted once it is given to a chat that asks for it', async () => {
  const path = `/api/pages/${whole.api.pages.outlet.id}/settings`;
  expect((await iryna.post(path, { settings: { requirePhone: true } })).status).toBe(201);
  const { number } = await openChat(whole.api, whole.api.pages.outlet, 'мій номер 067 222 33 44');
  await untilCame(number, 'chat_contact_given');
  expect(
    hitsOf(number).find(({ events }) => events?.[0]?.name === 'chat_contact_given')?.events?.[0]?.params,
  ).toMatchObject({ contact: 'phone' });
});

test('F14: while Google does not answer events wait and admins hear of it; then all arrive', async () => {
  google.is({ status: 500 });
  const { number } = await chat();
  await until('it waits', async () => (await standing()).waiting > 0);
  await until('admins see it', async () => {
    await hurry();
    return (await present()).includes('analytics_failing');
  });
  google.is('well');
  await hurry();
  await untilCame(number, 'chat_started');
  await until('it is over', async () => !(await present()).includes('analytics_failing'));
  expect((await standing()).waiting).toBe(0);
});

test('F14: what is older than Google takes is left out, and off takes back what waits', async () => {
  const { pool } = whole.api.database;
  google.is('dead');
  const [old, other] = [await chat(), await chat()];
  await until('both wait', async () => (await standing()).waiting >= 2);
  await pool.query(
    `update outgoing_event e set at = now() - interval '4 days' from chat c where c.id = e.chat_id and c.number = $1`,
    [old.number],
  );
  await hurry();
  await until('the old one is left out', async () => (await standing()).late > 0);
  await turn(false);
  expect((await standing()).waiting).toBe(0);
  google.is('well');
  await turn(true);
  const next = await chat();
  await untilCame(next.number, 'chat_started');
  expect([namesOf(old.number), namesOf(other.number)]).toEqual([[], []]);
});

/** The pause between two tries is over. */
const hurry = () => whole.api.database.pool.query(`update analytics_hit set next_at = now() where state = 'waiting'`);
