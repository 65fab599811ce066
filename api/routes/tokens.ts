import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { ApiToken } from '#db/entities/employee.ts';
import { audit } from '#db/people/audit.ts';
import { deleteToken, insertToken, listTokens } from '#db/people/tokens.ts';
import { allow, me } from '../access/allow.ts';
import { hashToken } from '../access/sign.ts';
import type { ApiDeps, ApiEnv } from '../deps.ts';
import { check, describe } from '../describe.ts';
import { ApiError } from '../errors.ts';
import { asWholeList, listOf, moments } from '../schemas/common.ts';
import { name, tokenSchema } from '../schemas/people.ts';

/** Personal tokens for programs: they may what their owner may. */
export const tokens = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('signed_in', deps),
      describe({ tag: 'Tokens', summary: 'Own tokens', answers: { 200: listOf(tokenSchema) } }),
      async (c) => {
        const own = await listTokens(deps.database.orm, me(c).employee.id);
        return c.json(asWholeList(own.map(toToken)));
      },
    )
    .post(
      '/',
      allow('signed_in', deps),
      describe({
        tag: 'Tokens',
        summary: 'Make a token',
        description: 'The token itself is in this answer and nowhere else.',
        answers: { 201: tokenSchema.extend({ token: z.string() }) },
      }),
      check('json', z.object({ name })),
      async (c) => {
        const token = `rzm_${randomBytes(32).toString('base64url')}`;
        const { employee } = me(c);
        const made = await insertToken(deps.database.orm, employee.id, {
          name: c.req.valid('json').name,
          hash: hashToken(token),
        });
        await audit(deps.database.pool, {
          kind: 'token_made',
          employeeId: employee.id,
          address: c.get('address'),
          detail: { token: made.id },
        });
        return c.json({ ...toToken(made), token }, 201);
      },
    )
    .delete(
      '/:id',
      allow('signed_in', deps),
      describe({ tag: 'Tokens', summary: 'Remove an own token', answers: { 204: null }, errors: ['NOT_FOUND'] }),
      check('param', z.object({ id: z.uuid() })),
      async (c) => {
        const { employee } = me(c);
        const { id } = c.req.valid('param');
        if (!(await deleteToken(deps.database.orm, employee.id, id))) throw new ApiError('NOT_FOUND');
        await audit(deps.database.pool, {
          kind: 'token_removed',
          employeeId: employee.id,
          address: c.get('address'),
          detail: { token: id },
        });
        return c.body(null, 204);
      },
    );

function toToken(row: ApiToken) {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: moments(row.lastUsedAt ?? null),
  };
}
