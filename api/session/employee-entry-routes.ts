import { Hono } from 'hono';
import { z } from 'zod';
import { isEmployee } from '#db/people/colleagues.ts';
import { listSessions } from '#db/people/sessions.ts';
import { listApiTokens } from '#db/people/tokens.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { idText } from '../http/fields.ts';
import { endAll, endOne, endToken } from './end.ts';
import { operations } from './operations.ts';
import { toSession, toToken } from './schema.ts';

const path = z.object({ id: idText });
const sessionPath = path.extend({ sessionId: idText });
const tokenPath = path.extend({ tokenId: z.uuid() });

/** By what somebody else gets in without their password, for admins: what is seen can be ended. */
export const employeeEntry = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/:id/entry', allow('admin', deps), describe(operations.readEntry), check('param', path), async (c) =>
      c.json(await readEntry(deps, c.req.valid('param').id, me(c).sessionId)),
    )
    .delete('/:id/entry', allow('admin', deps), describe(operations.endEntry), check('param', path), async (c) => {
      const { id } = c.req.valid('param');
      await refuseUnknown(deps, id);
      const { employee, sessionId } = me(c);
      await endAll(deps, id, { by: employee.id, address: c.get('address'), but: sessionId });
      return c.body(null, 204);
    })
    .delete(
      '/:id/sessions/:sessionId',
      allow('admin', deps),
      describe(operations.endSessionOf),
      check('param', sessionPath),
      async (c) => {
        const { id, sessionId } = c.req.valid('param');
        await endOne(deps, id, sessionId, { by: me(c).employee.id, address: c.get('address') });
        return c.body(null, 204);
      },
    )
    .delete(
      '/:id/tokens/:tokenId',
      allow('admin', deps),
      describe(operations.endTokenOf),
      check('param', tokenPath),
      async (c) => {
        const { id, tokenId } = c.req.valid('param');
        await endToken(deps, id, tokenId, { by: me(c).employee.id, address: c.get('address') });
        return c.body(null, 204);
      },
    );

async function readEntry(deps: ApiDeps, id: string, ownSession: string | null) {
  await refuseUnknown(deps, id);
  const orm = await deps.database.orm();
  const [open, own] = [await listSessions(orm, id), await listApiTokens(orm, id)];
  return { sessions: open.map((row) => toSession(row, ownSession)), tokens: own.map(toToken) };
}

async function refuseUnknown({ database }: ApiDeps, id: string): Promise<void> {
  if (!(await isEmployee(database.pool, id))) throw new ApiError('NOT_FOUND');
}
