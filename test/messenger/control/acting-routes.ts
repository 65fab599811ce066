import type { Hono } from 'hono';
import { z } from 'zod';
import { clientSchema, pageSchema } from '../options.ts';
import {
  blockSchema,
  editSchema,
  messageSchema,
  postbackSchema,
  reactionSchema,
  readSchema,
  referralSchema,
} from '../person/schemas.ts';
import type { Control } from './control.ts';
import { inboxAnswer, threadName } from './schemas.ts';

/** Who there is. */
export function addPeople(routes: Hono, control: Control): void {
  routes.get('/clients', (c) => c.json(control.clients()));
  routes.post('/clients', async (c) => c.json(control.createClient(clientSchema.parse(await c.req.json())), 201));
  routes.get('/pages', (c) => c.json(control.pages()));
  routes.post('/pages', async (c) => c.json(control.createPage(pageSchema.parse(await c.req.json())), 201));
  routes.put('/pages/:id', async (c) =>
    c.json(control.setPage(c.req.param('id'), z.looseObject({}).parse(await c.req.json()))),
  );
}

/** What people do, and a file that one of them sends. */
export function addActions(routes: Hono, control: Control): void {
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
}
