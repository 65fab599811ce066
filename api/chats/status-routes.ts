import { Hono } from 'hono';
import { z } from 'zod';
import { allow } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { operations } from './operations.ts';
import { request } from './request.ts';

const newStatus = z.object({
  status: z.enum(['in_progress', 'finished']),
  undoFor: z
    .number()
    .int()
    .min(1)
    .max(60)
    .optional()
    .describe('Seconds in which a finish can be undone. Without them it is finished at once.'),
});

/** The status of a chat as people set it, and a finish that is undone. */
export const chatStatus = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .put(
      '/:number/status',
      allow('chat_writer', deps),
      describe(operations.setStatus),
      check('json', newStatus),
      async (c) => {
        const { status: to, undoFor } = c.req.valid('json');
        const inTime = undoFor === undefined ? {} : { undoFor: undoFor * 1000 };
        return c.json(await request(deps, c, { kind: 'change_status', to, ...inTime }));
      },
    )
    .delete('/:number/finish', allow('chat_writer', deps), describe(operations.undoFinish), async (c) =>
      c.json(await request(deps, c, { kind: 'undo_finish' })),
    );
