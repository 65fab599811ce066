import { Hono } from 'hono';
import { z } from 'zod';
import { listColleagues } from '#db/people/colleagues.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { askChat } from '../engine/ask.ts';
import { ApiError } from '../errors/error.ts';
import { chatSchema, toChat } from './schema.ts';
import { idText } from '../http/fields.ts';

const path = z.object({ number: z.string(), employeeId: idText.describe('An id, or `me`.') });
const take = z.object({
  onlyIfNobody: z.enum(['true', 'false']).default('false').describe('Take: refused when somebody leads already.'),
});
const errors = ['CHAT_FINISHED', 'ENGINE_UNAVAILABLE', 'MAY_STILL_HAPPEN'] as const;

/** Who is meant by the path: `me` is whoever asks. */
const whoIsMeant = (named: string, by: string): string => (named === 'me' ? by : named);

/** Operators of a chat: joining, adding a colleague, leaving. */
export const operators = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .put(
      '/:number/operators/:employeeId',
      allow('chat_writer', deps),
      describe({
        tag: 'Operators',
        summary: 'Join, or add a colleague',
        answers: { 200: chatSchema },
        errors: [...errors, 'ALREADY_TAKEN', 'UNKNOWN_EMPLOYEE'],
      }),
      check('param', path),
      check('query', take),
      async (c) => {
        const by = me(c).employee.id;
        const employeeId = whoIsMeant(c.req.valid('param').employeeId, by);
        const colleagues = await listColleagues(deps.database.pool, c.get('chat').pageId);
        if (!colleagues.some(({ id }) => id === employeeId)) throw new ApiError('UNKNOWN_EMPLOYEE');
        const onlyIfNobody = c.req.valid('query').onlyIfNobody === 'true';
        return c.json(
          toChat(
            await askChat(deps, c.get('chat'), {
              kind: 'add_operator',
              chatId: c.get('chat').id,
              by,
              at: Date.now(),
              employeeId,
              onlyIfNobody,
            }),
          ),
        );
      },
    )
    .delete(
      '/:number/operators/:employeeId',
      allow('chat_writer', deps),
      describe({
        tag: 'Operators',
        summary: 'Leave, or take somebody out',
        answers: { 200: chatSchema },
        errors: [...errors, 'NOT_AN_OPERATOR'],
      }),
      check('param', path),
      async (c) => {
        const by = me(c).employee.id;
        const employeeId = whoIsMeant(c.req.valid('param').employeeId, by);
        return c.json(
          toChat(
            await askChat(deps, c.get('chat'), {
              kind: 'remove_operator',
              chatId: c.get('chat').id,
              by,
              at: Date.now(),
              employeeId,
            }),
          ),
        );
      },
    );
