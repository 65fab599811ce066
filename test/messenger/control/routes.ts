import { Hono, type Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { faultSchema } from '../faults.ts';
import { GraphError } from '../graph/error.ts';
import type { Parts } from '../messenger.ts';
import { clientSchema, pageSchema } from '../options.ts';
import { NotThere } from '../person/not-there.ts';
import {
  blockSchema,
  editSchema,
  messageSchema,
  postbackSchema,
  reactionSchema,
  readSchema,
  referralSchema,
} from '../person/actions.ts';
import { switchesSchema } from '../switches.ts';

const threadName = z.object({
  page: z.string().optional(),
  psid: z.string().optional(),
  client: z.string().optional(),
});
const inboxAnswer = threadName.extend({ text: z.string().min(1) });
const faultList = z.union([
  z.array(faultSchema),
  z.object({ faults: z.array(faultSchema) }).transform(({ faults }) => faults),
]);
const clock = z.object({ shiftMs: z.number() });
const webhook = z.object({ url: z.string(), verifyToken: z.string().optional() }).nullable();
const rawEvent = z.object({
  page: z.string(),
  event: z.looseObject({}),
  key: z.enum(['messaging', 'standby', 'changes', 'calls', 'entry']).optional(),
});
const rawBody = z.object({
  body: z.string(),
  signature: z.enum(['good', 'none', 'wrong', 'sha1', 'reserialised']).default('good'),
  timeoutMs: z.number().default(5000),
});

/** The control surface over HTTP; each route is the method of the same name. */
export function createControlRoutes({ control }: Parts) {
  const routes = new Hono();
  // A foreign web page cannot send this type without asking first, and nobody answers such a question here.
  routes.use('*', async (c, next) => {
    const type = c.req.header('content-type') ?? '';
    if (c.req.method !== 'GET' && !/^(application\/json|application\/octet-stream)/.test(type))
      return c.json({ error: 'send JSON' }, 415);
    return next();
  });
  routes.onError((error, c) => {
    if (error instanceof NotThere) return c.json({ error: error.message }, 404);
    if (error instanceof z.ZodError || error instanceof SyntaxError || error instanceof GraphError)
      return c.json({ error: error.message }, 400);
    throw error;
  });

  routes.get('/clients', (c) => c.json(control.clients()));
  routes.post('/clients', async (c) => c.json(control.createClient(clientSchema.parse(await c.req.json())), 201));
  routes.get('/pages', (c) => c.json(control.pages()));
  routes.post('/pages', async (c) => c.json(control.createPage(pageSchema.parse(await c.req.json())), 201));
  routes.put('/pages/:id', async (c) =>
    c.json(control.setPage(c.req.param('id'), z.looseObject({}).parse(await c.req.json()))),
  );

  routes.post('/messages', async (c) => c.json(control.sendMessage(messageSchema.parse(await c.req.json())), 201));
  routes.post('/postbacks', async (c) => c.json(control.sendPostback(postbackSchema.parse(await c.req.json())), 201));
  routes.post('/referrals', async (c) => c.json(control.sendReferral(referralSchema.parse(await c.req.json())), 201));
  routes.post('/reactions', async (c) => c.json(control.sendReaction(reactionSchema.parse(await c.req.json())), 201));
  routes.post('/edits', async (c) => c.json(control.sendEdit(editSchema.parse(await c.req.json())), 201));
  routes.post('/reads', async (c) => c.json(control.read(readSchema.parse(await c.req.json())), 201));
  routes.put('/blocks', async (c) => c.json(control.setBlocked(blockSchema.parse(await c.req.json()))));
  routes.post('/inbox-answers', async (c) =>
    c.json(control.answerFromInbox(inboxAnswer.parse(await c.req.json())), 201),
  );
  routes.post('/returns', async (c) => c.json(control.giveBack(threadName.parse(await c.req.json()))));
  routes.post('/files', async (c) => {
    const bytes = Buffer.from(await c.req.arrayBuffer());
    return c.json(
      control.addFile({
        name: c.req.query('name') ?? 'file',
        mime: c.req.query('mime') || 'application/octet-stream',
        bytes,
      }),
      201,
    );
  });

  routes.get('/faults', (c) => c.json(control.faults()));
  routes.put('/faults', async (c) => {
    control.setFaults(faultList.parse(await c.req.json()));
    return c.json(control.faults());
  });
  routes.get('/switches', (c) => c.json(control.switches()));
  routes.put('/switches', async (c) => c.json(control.setSwitches(switchesSchema.parse(await c.req.json()))));
  routes.put('/clock', async (c) => c.json(control.setClock(clock.parse(await c.req.json()).shiftMs)));
  routes.get('/webhook', (c) => c.json(control.webhook()));
  routes.put('/webhook', async (c) => {
    control.setWebhook(webhook.parse(await c.req.json()));
    return c.json(control.webhook());
  });
  routes.post('/events', async (c) => {
    const { page, event, key } = rawEvent.parse(await c.req.json());
    control.sendEvent(page, event, key);
    return c.json({ ok: true }, 201);
  });
  routes.post('/raw', async (c) => {
    const { body, signature, timeoutMs } = rawBody.parse(await c.req.json());
    return c.json(await control.postRaw(body, signature, timeoutMs));
  });

  // Ledgers only grow: `?after=<id>` gives what is new.
  routes.get('/sends', (c) => c.json(control.sends().slice(after(c))));
  routes.get('/sender-actions', (c) => c.json(control.senderActions()));
  routes.get('/deliveries', (c) => c.json(control.deliveries().slice(after(c))));
  routes.get('/threads', (c) => c.json(control.threads()));
  routes.get('/thread', (c) => c.json(control.thread(threadName.parse(c.req.query()))));
  routes.get('/idle', async (c) => c.json({ idle: await control.idle(Number(c.req.query('timeoutMs') ?? 5000)) }));
  routes.get('/changes', (c) =>
    streamSSE(c, async (stream) => {
      const stop = control.watch((thread) => void stream.writeSSE({ event: 'thread', data: JSON.stringify(thread) }));
      const pulse = setInterval(() => void stream.writeSSE({ event: 'ping', data: '' }), 15_000).unref();
      await stream.writeSSE({ event: 'hello', data: '{}' });
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      clearInterval(pulse);
      stop();
    }),
  );
  return routes;
}

/** Ids count from one without gaps. */
function after(c: Context): number {
  return Number(c.req.query('after') ?? 0);
}
