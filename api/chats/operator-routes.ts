import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { listColleagues } from '#db/people/colleagues.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { idText } from '../http/fields.ts';
import { operations } from './operations.ts';
import { request } from './request.ts';

const path = z.object({ number: z.string(), employeeId: idText.describe('An id, or `me`.') });
const take = z.object({
  onlyIfNobody: z.enum(['true', 'false']).default('false').describe('Take: refused when somebody leads already.'),
});

/** Operators of a chat: joining, adding a colleague, leaving. */
export const operators = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .put(
      '/:number/operators/:employeeId',
      allow('chat_writer', deps),
      describe(operations.addOperator),
      check('param', path),
      check('query', take),
      async (c) => {
        const onlyIfNobody = c.req.valid('query').onlyIfNobody === 'true';
        return c.json(await addOperator(deps, c, whoIsMeant(c, c.req.valid('param').employeeId), onlyIfNobody));
      },
    )
    .delete(
      '/:number/operators/:employeeId',
      allow('chat_writer', deps),
      describe(operations.removeOperator),
      check('param', path),
      async (c) => {
        const employeeId = whoIsMeant(c, c.req.valid('param').employeeId);
        return c.json(await request(deps, c, { kind: 'remove_operator', employeeId }));
      },
    );

/** Who is meant by the path: `me` is whoever asks. */
function whoIsMeant(c: Context<ApiEnv>, named: string): string {
  return named === 'me' ? me(c).employee.id : named;
}

async function addOperator(deps: ApiDeps, c: Context<ApiEnv>, employeeId: string, onlyIfNobody: boolean) {
  const colleagues = await listColleagues(deps.database.pool, c.get('chat').pageId);
  if (!colleagues.some(({ id }) => id === employeeId)) throw new ApiError('UNKNOWN_EMPLOYEE');
  return request(deps, c, { kind: 'add_operator', employeeId, onlyIfNobody });
}
