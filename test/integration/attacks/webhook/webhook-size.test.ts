import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { APP_SECRET } from '../../support/api.ts';
import { ask } from '../../support/http.ts';
import { sendSlowly } from '../../support/slow.ts';
import { until } from '../../support/until.ts';
import { deliver, fromClient, newPsid, postSigned, textOf } from '../../support/webhook.ts';
import { api, path, stored, setUpWebhook } from './webhook-stage.ts';

setUpWebhook();

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

test('A2: who sends byte by byte, headers or body, is cut off before the end', async () => {
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

test('Y09: more than can be read at once is answered as it is kept, and read in order', async () => {
  const [one, other, stranger] = [newPsid(), newPsid(), newPsid()];
  const items = Array.from({ length: 600 }, (_, n) => textOf(api.pages.dim, n % 4 === 3 ? other : one, String(n)));
  // Nothing can be read meanwhile: whoever answers has only kept it.
  const reading = await api.database.pool.connect();
  await reading.query('begin');
  await reading.query('lock table message in share mode');
  expect((await deliver(api, api.pages.dim, items)).status).toBe(200);
  await reading.query('rollback');
  reading.release();
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
});

test('Y09: nobody waits for ever behind a delivery that cannot be read', async () => {
  const psid = newPsid();
  await api.database.pool.query(`insert into delivery (pages, body) values ($1, 'no JSON')`, [
    [api.pages.dim.facebookId],
  ]);
  await deliver(api, api.pages.dim, [textOf(api.pages.dim, psid, 'далі')]);
  await until('the message behind it', async () => (await saidBy(psid)).length === 1);
  const { rows } = await api.database.pool.query(
    'select reason, true as aside from delivery where aside_at is not null',
  );
  expect(rows).toEqual([{ reason: 'SyntaxError', aside: true }]);
  const { rows: troubles } = await api.database.pool.query(
    `select detail from trouble where reason = 'delivery' and ended_at is null`,
  );
  expect(troubles).toEqual([{ detail: 'SyntaxError' }]);
});
