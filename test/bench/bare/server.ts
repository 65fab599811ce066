import { createHmac, timingSafeEqual } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import pg from 'pg';

/**
 * The least an honest webhook can do: check the signature over the raw bytes, write one row, answer. And the least a
 * desk can do: read one row, be told of a new one.
 */
const [port, databaseUrl, secret = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
await pool.query(
  'create table if not exists bare_event (id bigint generated always as identity primary key, body text not null)',
);
const listener = new pg.Client({ connectionString: databaseUrl });
await listener.connect();
await listener.query('listen bare_event');
const readers = new Set<(rows: string) => void>();
const readOnce = async (id: string): Promise<void> => {
  const { rows } = await pool.query('select body from bare_event where id = $1', [id]);
  for (const tell of readers) tell(JSON.stringify(rows));
};
listener.on('notification', ({ payload = '' }) => void readOnce(payload));

const app = new Hono()
  .get('/health/live', (c) => c.text('ok'))
  .post('/webhooks/messenger', async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const due = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    const given = c.req.header('x-hub-signature-256') ?? '';
    if (given.length !== due.length || !timingSafeEqual(Buffer.from(given), Buffer.from(due))) return c.text('', 403);
    const told = readers.size > 0;
    const insert = 'insert into bare_event (body) values ($1)';
    await pool.query(
      told ? `with kept as (${insert} returning id) select pg_notify('bare_event', id::text) from kept` : insert,
      [new TextDecoder().decode(body)],
    );
    return c.text('EVENT_RECEIVED');
  })
  .get('/one', async (c) => c.json((await pool.query('select 1 as one')).rows))
  .get('/last', async (c) => c.json((await pool.query('select body from bare_event order by id desc limit 10')).rows))
  .get('/changes', (c) =>
    streamSSE(c, async (stream) => {
      const read = (rows: string): void => void stream.writeSSE({ data: rows });
      readers.add(read);
      await stream.writeSSE({ data: 'hello' });
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      readers.delete(read);
    }),
  );

const server = serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' });
process.once('SIGTERM', () => {
  server.close();
  void listener.end();
  void pool.end();
});
