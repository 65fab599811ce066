import { createHmac, timingSafeEqual } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';

/** The least an honest webhook can do: check the signature over the raw bytes, write one row, answer. */
const [port, databaseUrl, secret = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
await pool.query('create table bare_event (id bigint generated always as identity primary key, body text not null)');

const app = new Hono()
  .get('/health/live', (c) => c.text('ok'))
  .post('/webhooks/messenger', async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const due = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    const given = c.req.header('x-hub-signature-256') ?? '';
    if (given.length !== due.length || !timingSafeEqual(Buffer.from(given), Buffer.from(due))) return c.text('', 403);
    await pool.query('insert into bare_event (body) values ($1)', [new TextDecoder().decode(body)]);
    return c.text('EVENT_RECEIVED');
  });

const server = serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' });
process.once('SIGTERM', () => {
  server.close();
  void pool.end();
});
