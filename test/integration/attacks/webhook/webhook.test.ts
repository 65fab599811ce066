import { expect, test } from 'vitest';
import { hmac, serialise } from '#test/messenger/wire.ts';
import { APP_SECRET, VERIFY_TOKEN } from '../../support/api.ts';
import { ask } from '../../support/http.ts';
import { deliver, deliveryOf, newPsid, postSigned, textOf } from '../../support/webhook.ts';
import { api, path, stored, setUpWebhook } from './webhook-stage.ts';

setUpWebhook();

const body = () =>
  serialise(deliveryOf(api.pages.dim, [textOf(api.pages.dim, newPsid(), 'Привіт, canary-of-the-body / 👋')]));

const sha256 = (secret: string, text: string) => `sha256=${hmac('sha256', secret, text)}`;

const many = (what: string, count: number) => Array.from({ length: count }, () => what).join(',');

const bodyWith = (messaging: string) =>
  `{"object":"page","entry":[{"id":"${api.pages.dim.facebookId}","messaging":[${messaging}]}]}`;

const verify = (query: Record<string, string>) => ask(`${path}?${new URLSearchParams(query)}`);

const good = { 'hub.mode': 'subscribe', 'hub.verify_token': VERIFY_TOKEN, 'hub.challenge': '1158201444' };

function randomText(length: number): string {
  return Array.from({ length }, (_, n) => String.fromCharCode(97 + ((n * n * 31 + n * 7) % 26))).join('');
}

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

test.each([
  ['not JSON', '{"object":"page"', 400],
  ['[]', '[]', 404],
  ['null', 'null', 404],
  ['nothing at all', '', 400],
  ['an infinite number', '{"object":"page","entry":[{"id":1e400}]}', 200],
])('A3: %s with a good signature is answered %j %i', async (_, text, status) => {
  expect((await postSigned(api, text)).status).toBe(status);
});

test('A3: depth, duplicate keys, NUL, half characters and __proto__ are kept raw, neighbours arrive', async () => {
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

test('A4: an event that names one page in the entry and another inside stays with its delivery’s', async () => {
  const psid = newPsid();
  await deliver(api, api.pages.outlet, [textOf(api.pages.dim, psid, 'куди?')]);
  const { rows } = await api.database.pool.query<{ page_id: string }>(
    'select distinct page_id from message where text = $1',
    ['куди?'],
  );
  expect(rows.map(({ page_id }) => page_id)).toEqual([api.pages.outlet.id]);
});

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
