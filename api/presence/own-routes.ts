import { Hono } from 'hono';
import { z } from 'zod';
import { beat, closeTab, setByHand, type Settled } from '#db/presence/settle.ts';
import { allow, may, me } from '../access/allow.ts';
import type { Signed } from '../access/auth.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { ownPresence, toOwnPresence } from './schema.ts';

/** What an open desk tells of itself. The state is the person's, not the tab's. */
export const presenceOfMe = (deps: ApiDeps) => {
  const told = (settled: Settled) => {
    if (settled.moved) deps.notifier.notify('change', 'routing');
    return toOwnPresence(settled);
  };
  return new Hono<ApiEnv>()
    .put(
      '/presence',
      allow('signed_in', deps),
      describe({
        tag: 'Me',
        summary: 'Tell that a desk is open',
        description:
          'Every 15 s from each tab, under an id of its own; `active`: there was input since the last time. A tab that is silent for 45 s is taken for closed. This does not keep the session alive.',
        answers: { 200: ownPresence },
        errors: ['NOT_ALLOWED'],
      }),
      check('json', z.object({ tab: z.uuid(), active: z.boolean() })),
      async (c) => {
        const { employee, sessionId } = operator(c);
        const { tab, active } = c.req.valid('json');
        return c.json(told(await beat(deps.database.pool, employee.id, { id: tab, active, sessionId })));
      },
    )
    .put(
      '/presence/mode',
      allow('signed_in', deps),
      describe({
        tag: 'Me',
        summary: 'Be away by hand, or back',
        description: 'Stays until it is taken back, over log-outs too.',
        answers: { 200: ownPresence },
        errors: ['NOT_ALLOWED'],
      }),
      check('json', z.object({ away: z.boolean() })),
      async (c) => c.json(told(await setByHand(deps.database.pool, operator(c).employee.id, c.req.valid('json').away))),
    )
    .delete(
      '/presence/:tab',
      allow('signed_in', deps),
      describe({ tag: 'Me', summary: 'Tell that a desk was closed', answers: { 204: null } }),
      check('param', z.object({ tab: z.uuid() })),
      async (c) => {
        told(await closeTab(deps.database.pool, me(c).employee.id, c.req.valid('param').tab));
        return c.body(null, 204);
      },
    );
};

/** Who only reads is not waited for. */
function operator(c: Parameters<typeof me>[0]): Signed {
  const signed = me(c);
  if (!may(signed, 'answer', 'some')) throw new ApiError('NOT_ALLOWED');
  return signed;
}
