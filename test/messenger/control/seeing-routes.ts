import type { Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Control } from './control.ts';
import { threadName } from './schemas.ts';

/** What there is to see. */
export function addSeen(routes: Hono, control: Control): void {
  // Ledgers only grow: `?after=<id>` gives what is new.
  routes.get('/sends', (c) => c.json(control.sends().slice(after(c))));
  routes.get('/sender-actions', (c) => c.json(control.senderActions()));
  routes.get('/deliveries', (c) => c.json(control.deliveries().slice(after(c))));
  routes.get('/threads', (c) => c.json(control.threads()));
  routes.get('/thread', (c) => c.json(control.thread(threadName.parse(c.req.query()))));
  routes.get('/idle', async (c) => c.json({ idle: await control.idle(Number(c.req.query('timeoutMs') ?? 5000)) }));
  routes.get('/changes', (c) => streamThreads(c, control));
}

/** Each thread that changes, as it changes. */
function streamThreads(c: Context, control: Control): Response {
  return streamSSE(c, async (stream) => {
    const stop = control.watch((thread) => void stream.writeSSE({ event: 'thread', data: JSON.stringify(thread) }));
    const pulse = setInterval(() => void stream.writeSSE({ event: 'ping', data: '' }), 15_000).unref();
    await stream.writeSSE({ event: 'hello', data: '{}' });
    await new Promise<void>((resolve) => stream.onAbort(resolve));
    clearInterval(pulse);
    stop();
  });
}

/** Ids count from one without gaps. */
function after(c: Context): number {
  return Number(c.req.query('after') ?? 0);
}
