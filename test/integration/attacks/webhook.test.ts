import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hmac, serialise } from '#test/messenger/wire.ts';
import { APP_SECRET, createApi, type TestApi, VERIFY_TOKEN } from '../support/api.ts';
import { ask } from '../support/http.ts';
import { sendSlowly } from '../support/slow.ts';
import { until } from '../support/until.ts';
import { deliver, deliveryOf, fromClient, newPsid, postSigned, textOf } from '../support/webhook.ts';

let api: TestApi;
let path: string;

beforeAll(async () => {
  api = await createApi();
  path = `${api.url}/webhooks/messenger`;
});
afterAll(() => api.stop());

async function stored(): Promise<number> {
  const { rows } = await api.database.pool.query<{ count: string }>('select count(*) from inbound_event');
  return Number(rows[0]?.count);
}

const body = () =>
  serialise(deliveryOf(api.pages.dim, [textOf(api.pages.dim, newPsid(), 'Привіт, canary-of-the-body / 👋')]));
const sha256 = (secret: string, text: string) => `sha256=${hmac('sha256', secret, text)}`;

test.each<[string, (text: string) => { headers: Record<string, string>; body?: string }]>([
  ['no signature', () => ({ headers: {} })],
  ['a wrong signature', () => ({ headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` } })],
  ['sha1 only', (text) => ({ headers: { 'x-hub-signature': `sha1=${hmac('sha1', APP_SECRET, text)}` } })],
  [
    'the signature of JSON written anew',
    (text) => ({ headers: { 'x-hub-signature-256': sha256(APP_SECRET, JSON.stringify(JSON.parse(text))) } }),
  ],
  [
    'a body changed by one byte',
    (text) => ({
      headers: { 'x-hub-signature-256': sha256(APP_SECRET, text) },
      body: text.replace('canary', 'Canary'),
    }),
  ],
  ['the signature of another app', (text) => ({ headers: { 'x-hub-signature-256': sha256('another secret', text) } })],
  ['the verify token as secret', (text) => ({ headers: { 'x-hub-signature-256': sha256(VERIFY_TOKEN, text) } })],
  [
    'two signatures, one of them good',
    (text) => ({ headers: { 'x-hub-signature-256': `${sha256('x', text)}, ${sha256(APP_SECRET, text)}` } }),
  ],
])('A1: %s is refused, keeps nothing and leaves one line without the body', async (_, forge) => {
  const text = body();
  const [rows, lines] = [await stored(), api.logbook.lines().length];
  const { headers, body: changed } = forge(text);
  const answer = await ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: changed ?? text,
  });
  expect(answer.status).toBe(403);
  expect(await stored()).toBe(rows);
  const fresh = api.logbook.lines().slice(lines);
  expect(fresh.filter((line) => line.includes('signature'))).toHaveLength(1);
  expect(fresh.join()).toContain('"address":"127.0.0.1"');
  expect(fresh.join().toLowerCase()).not.toContain('canary');
});

test('A1: the same bytes with the right signature are taken', async () => {
  const rows = await stored();
  expect((await postSigned(api, body())).status).toBe(200);
  expect(await stored()).toBe(rows + 1);
});

test('A2: a signed body beyond two megabytes is refused and keeps nothing', async () => {
  const rows = await stored();
  expect((await postSigned(api, 'x'.repeat(2_000_001))).status).toBe(413);
  expect(await stored()).toBe(rows);
});

test('A2: a hundred megabytes without a length are cut off, and memory does not grow by them', async () => {
  const before = process.memoryUsage().rss;
  const outcome = await sendSlowly(api.running.port, {
    path: '/webhooks/messenger',
    chunk: Buffer.alloc(1_000_000, 120),
    chunks: 100,
    pauseMs: 0,
  });
  expect(outcome.status === 413 || outcome.closed).toBe(true);
  expect(outcome.sent).toBeLessThan(60_000_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
});

test('A2: compressed bodies are not unpacked', async () => {
  const bomb = Buffer.alloc(1_000);
  const signature = createHmac('sha256', APP_SECRET).update(bomb).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'x-hub-signature-256': `sha256=${signature}`,
  };
  expect((await ask(path, { method: 'POST', headers, body: bomb })).status).toBe(415);
});

test('A2: who sends byte by byte, headers or body, is cut off before the end', { timeout: 20_000 }, async () => {
  const slow = { path: '/webhooks/messenger', chunk: Buffer.from('x'), chunks: 60, pauseMs: 250 };
  const [inBody, inHeaders] = await Promise.all([
    sendSlowly(api.running.port, slow),
    sendSlowly(api.running.port, { ...slow, inHeaders: true }),
  ]);
  // Long before the end of what they had to say, by an answer or without one.
  for (const { sent, closed, status } of [inBody, inHeaders]) {
    expect(closed || (status ?? 0) >= 400).toBe(true);
    expect(sent).toBeLessThan(slow.chunks);
  }
});

test.each([
  ['not JSON', '{"object":"page"', 400],
  ['[]', '[]', 404],
  ['null', 'null', 404],
  ['nothing at all', '', 400],
  ['an infinite number', '{"object":"page","entry":[{"id":1e400}]}', 200],
])('A3: %s with a good signature is answered %j %i', async (_, text, status) => {
  expect((await postSigned(api, text)).status).toBe(status);
});

test('A3: depth, duplicate keys, NUL, half characters and __proto__ are kept raw, and the neighbours arrive', async () => {
  const psid = newPsid();
  const { facebookId } = api.pages.dim;
  const sides = `"sender":{"id":"${psid}"},"recipient":{"id":"${facebookId}"},"timestamp":${Date.now()}`;
  const deep = '['.repeat(10_000) + ']'.repeat(10_000);
  const items = [
    `{${sides},"x":${deep}}`,
    `{${sides},"message":{"mid":"m_first"},"message":{"mid":"m_second","text":"twice"}}`,
    `{${sides},"message":{"mid":"m_nul\\u0000","text":"a"}}`,
    `{${sides},"message":{"mid":"m_half","text":"\\ud83d half, \\u0000 nought"}}`,
    `{${sides},"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`,
    `{${sides},"message":{"mid":"m_long","attachments":[{"type":"file","title":"${'a'.repeat(299)}👋"}]}}`,
    `{${sides},"referral":{"ref":"${randomText(6_000)}"}}`,
    `{${sides},"message":{"mid":"m_neighbour","text":"я тут"}}`,
  ];
  const rows = await stored();
  const answer = await postSigned(
    api,
    `{"object":"page","entry":[{"id":"${facebookId}","messaging":[${items.join(',')}]}]}`,
  );
  expect(answer.status).toBe(200);
  expect(await stored()).toBe(rows + items.length);
  const { rows: kept } = await api.database.pool.query<{ text: string }>(
    `select text from message m join client c on c.id = m.client_id where c.psid = $1 and mid like 'm\\_%'
       order by seq`,
    [psid],
  );
  expect(kept.map(({ text }) => text)).toEqual(['twice', '\ufffd half, \ufffd nought', '', 'я тут']);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

const many = (what: string, count: number) => Array.from({ length: count }, () => what).join(',');
const bodyWith = (messaging: string) =>
  `{"object":"page","entry":[{"id":"${api.pages.dim.facebookId}","messaging":[${messaging}]}]}`;

test.each([
  ['nulls', () => bodyWith(many('null', 390_000))],
  ['empty objects', () => bodyWith(many('{}', 600_000))],
  ['lists in each other', () => bodyWith('['.repeat(950_000) + ']'.repeat(950_000))],
])('Y08: a delivery of %s is kept whole, and the next one is taken', async (_, text) => {
  const rows = await stored();
  const bomb = text();
  const [answer, neighbour] = await Promise.all([postSigned(api, bomb), postSigned(api, body())]);
  expect([answer.status, neighbour.status]).toEqual([200, 200]);
  expect(await stored()).toBe(rows + 2);
  const { rows: kept } = await api.database.pool.query<{ bytes: number }>(
    `select octet_length(raw) as bytes from inbound_event where kind = 'parked: too_much' order by id desc limit 1`,
  );
  expect(kept).toEqual([{ bytes: Buffer.byteLength(bomb) }]);
});

const readAll = () =>
  until(
    'all deliveries',
    async () => (await api.database.pool.query('select 1 from delivery')).rowCount === 0,
    120_000,
  );
const saidBy = async (psid: string): Promise<string[]> => {
  const { rows } = await api.database.pool.query<{ text: string }>(
    'select text from message m join client c on c.id = m.client_id where c.psid = $1 order by seq',
    [psid],
  );
  return rows.map(({ text }) => text);
};

test(
  'Y09: more than can be read at once is answered as it is kept, and read in order; what comes later stands behind it',
  { timeout: 60_000 },
  async () => {
    const [one, other, stranger] = [newPsid(), newPsid(), newPsid()];
    const items = Array.from({ length: 600 }, (_, n) => textOf(api.pages.dim, n % 4 === 3 ? other : one, String(n)));
    expect((await deliver(api, api.pages.dim, items)).status).toBe(200);
    expect((await saidBy(one)).length).toBeLessThan(450);
    const later = [
      deliver(api, api.pages.dim, [textOf(api.pages.dim, one, 'після')]),
      deliver(api, api.pages.dim, [
        textOf(api.pages.dim, other, 'після'),
        fromClient(api.pages.dim, other, { read: { watermark: Date.now() } }),
      ]),
      deliver(api, api.pages.outlet, [textOf(api.pages.outlet, stranger, 'сусід')]),
    ];
    expect((await Promise.all(later)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await saidBy(stranger)).toEqual(['сусід']);
    await readAll();
    const numbers = items.map((_, n) => n);
    expect(await saidBy(one)).toEqual([...numbers.filter((n) => n % 4 !== 3).map(String), 'після']);
    expect(await saidBy(other)).toEqual([...numbers.filter((n) => n % 4 === 3).map(String), 'після']);
  },
);

test('Y09: nobody waits for ever behind a delivery that cannot be read', { timeout: 40_000 }, async () => {
  const psid = newPsid();
  await api.database.pool.query(`insert into delivery (pages, body) values ($1, 'no JSON')`, [
    [api.pages.dim.facebookId],
  ]);
  await deliver(api, api.pages.dim, [textOf(api.pages.dim, psid, 'далі')]);
  await until('the message behind it', async () => (await saidBy(psid)).length === 1, 30_000);
  const { rows } = await api.database.pool.query(
    'select reason, true as aside from delivery where aside_at is not null',
  );
  expect(rows).toEqual([{ reason: 'SyntaxError', aside: true }]);
  const { rows: troubles } = await api.database.pool.query(
    `select detail from trouble where reason = 'delivery' and ended_at is null`,
  );
  expect(troubles).toEqual([{ detail: 'SyntaxError' }]);
});

test('A3: after all that the next message is accepted', async () => {
  expect((await deliver(api, api.pages.dim, [textOf(api.pages.dim, newPsid(), 'далі')])).status).toBe(200);
});

test('A4: what is for another object, or for no page of ours, makes no chat', async () => {
  const { facebookId } = api.pages.dim;
  expect((await postSigned(api, JSON.stringify({ object: 'instagram', entry: [{ id: facebookId }] }))).status).toBe(
    404,
  );
  const stranger = { facebookId: '999999999999999' };
  expect((await deliver(api, stranger, [textOf(stranger, newPsid(), 'чия це сторінка?')])).status).toBe(200);
  const { rows } = await api.database.pool.query(
    `select parked, (select count(*) from client where psid = e.psid)::int as clients from inbound_event e
       where page_facebook_id = $1`,
    [stranger.facebookId],
  );
  expect(rows).toEqual([{ parked: true, clients: 0 }]);
});

test('A4: an event that names one page in the entry and another inside stays with the page it was delivered for', async () => {
  const psid = newPsid();
  await deliver(api, api.pages.outlet, [textOf(api.pages.dim, psid, 'куди?')]);
  const { rows } = await api.database.pool.query<{ page_id: string }>(
    'select distinct page_id from message where text = $1',
    ['куди?'],
  );
  expect(rows.map(({ page_id }) => page_id)).toEqual([api.pages.outlet.id]);
});

const verify = (query: Record<string, string>) => ask(`${path}?${new URLSearchParams(query)}`);
const good = { 'hub.mode': 'subscribe', 'hub.verify_token': VERIFY_TOKEN, 'hub.challenge': '1158201444' };

test('A6: the right token gets its challenge back as plain text', async () => {
  const answer = await verify({ ...good, 'hub.challenge': '<script>alert(1)</script>' });
  expect([answer.status, answer.text]).toEqual([200, '<script>alert(1)</script>']);
  expect(answer.headers['content-type']).toMatch(/^text\/plain/);
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
});

test.each([
  ['a wrong token', { ...good, 'hub.verify_token': 'guess' }],
  ['no token', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }],
  ['no challenge', { 'hub.mode': 'subscribe', 'hub.verify_token': VERIFY_TOKEN }],
  ['another mode', { ...good, 'hub.mode': 'unsubscribe' }],
  ['nothing', {}],
])('A6: %s is refused', async (_, query) => {
  const answer = await verify(query);
  expect(answer.status).toBe(403);
  expect(answer.text).not.toContain('1158201444');
});

function randomText(length: number): string {
  return Array.from({ length }, (_, n) => String.fromCharCode(97 + ((n * n * 31 + n * 7) % 26))).join('');
}
