import { Hono } from 'hono';
import { z } from 'zod';
import { beat, closeTab, setByHand } from '#db/presence/settle.ts';
import type { Settled } from '#db/presence/transition.ts';
import { allow, may, me } from '../access/allow.ts';
import type { Signed } from '../access/auth.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { operations } from './operations.ts';
import { presenceMode, toOwnPresence } from './schema.ts';

const ownBeat = z.object({ tab: z.uuid(), active: z.boolean() });
const ownMode = z.object({ mode: presenceMode });
const path = z.object({ tab: z.uuid() });

/** What an open desk tells of itself. The state is the person's, not the tab's. */
export const presenceOfMe = (deps: ApiDeps) => {
  const { pool } = deps.database;
  return new Hono<ApiEnv>()
    .put('/presence', allow('signed_in', deps), describe(operations.beat), check('json', ownBeat), async (c) => {
      const { employee, sessionId } = operator(c);
      const { tab, active } = c.req.valid('json');
      return c.json(told(deps, await beat(pool, employee.id, { id: tab, active, sessionId })));
    })
    .put('/presence/mode', allow('signed_in', deps), describe(operations.setMode), check('json', ownMode), async (c) =>
      c.json(told(deps, await setByHand(pool, operator(c).employee.id, c.req.valid('json').mode))),
    )
    .delete(
      '/presence/:tab',
      allow('signed_in', deps),
      describe(operations.closeTab),
      check('param', path),
      async (c) => {
        told(deps, await closeTab(pool, me(c).employee.id, c.req.valid('param').tab));
        return c.body(null, 204);
      },
    );
};

function told(deps: ApiDeps, settled: Settled) {
  if (settled.moved) deps.notifier.notify('change', 'routing');
  return toOwnPresence(settled);
}

/** Who only reads is not waited for. */
function operator(c: Parameters<typeof me>[0]): Signed {
  const signed = me(c);
  if (!may(signed, 'answer', 'some')) throw new ApiError('NOT_ALLOWED');
  return signed;
}
