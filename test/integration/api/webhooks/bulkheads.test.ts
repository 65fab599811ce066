import { availableParallelism } from 'node:os';
import pg, { type Pool } from 'pg';
import { expect, test } from 'vitest';
import { until } from '#test/integration/support/until.ts';
import { newPsid, textOf } from '#test/integration/support/webhook.ts';
import { api, olena, send, setUpWebhooks } from './webhooks-stage.ts';

setUpWebhooks();

/** Every connection there may be, also those that somebody has in hand just now: whoever wants one stands in line. */
async function takeAll(pool: Pool) {
  const take = () => until('a connection', () => pool.connect());
  const taken = await Promise.all(Array.from({ length: pool.options.max }, take));
  return () => taken.forEach((connection) => connection.release());
}

test('Y16: what people ask for and what the process does by itself never stand in front of a webhook', async () => {
  const releases = [await takeAll(api.database.pool), await takeAll(api.database.first)];
  const searches = Array.from({ length: 20 }, () => olena.get('/api/chats?q=xyz'));
  const psid = newPsid();
  expect((await send([textOf(api.pages.dim, psid, 'while everybody searches')])).status).toBe(200);
  expect(api.database.webhooks.waitingCount).toBe(0);
  // Nor do they all ask the database in one moment who they are: few at a time are let in.
  await until('the first of them at the door', () => api.database.pool.waitingCount > 0);
  expect(api.database.pool.waitingCount).toBeLessThanOrEqual(4);
  releases.forEach((release) => release());
  await Promise.all(searches);
  const { rows } = await api.database.pool.query(
    'select text from message join client c on c.id = client_id where psid = $1',
    [psid],
  );
  expect(rows).toEqual([{ text: 'while everybody searches' }]);
});

test('that deliveries throng is told to whoever does what can wait', async () => {
  const heard: string[] = [];
  const listener = new pg.Client({ connectionString: api.settings.databaseUrl });
  await listener.connect();
  listener.on('notification', ({ payload }) => heard.push(...(payload ?? '').split(',')));
  await listener.query('listen rozmova');
  expect((await send([textOf(api.pages.dim, newPsid(), 'alone')])).status).toBe(200);
  await until('the word of one', () => heard.includes('inbox'));
  expect(heard).not.toContain('throng');
  const many = Array.from({ length: 30 * availableParallelism() }, () =>
    send([textOf(api.pages.dim, newPsid(), 'too')]),
  );
  expect(new Set((await Promise.all(many)).map(({ status }) => status))).toEqual(new Set([200]));
  await until('the word of a throng', () => heard.includes('throng'));
  await listener.end();
});
