import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { ApiToken } from '#db/entities/employee.ts';
import { audit } from '#db/people/audit.ts';
import { deleteToken, insertToken, listTokens } from '#db/people/tokens.ts';
import { allow, me } from '../access/allow.ts';
import { inPerson } from '../access/in-person.ts';
import { hashToken } from '../access/sign.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asWholeList, listOf, moments } from '../http/fields.ts';
import { newToken, tokenSchema } from '../people/schema.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Personal tokens for programs: they may what their owner may, but for what lets somebody in. */
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
        description:
          'The token itself is in this answer and nowhere else. It ends after its days, with a new password of its owner, and when they end everything. No token makes another one.',
        answers: { 201: tokenSchema.extend({ token: z.string() }) },
        errors: ['LOG_IN_NEEDED'],
      }),
      check('json', newToken),
      async (c) => {
        const { name, days } = c.req.valid('json');
        const { employee } = inPerson(c);
        const token = `rzm_${randomBytes(32).toString('base64url')}`;
        const expiresAt = new Date(Date.now() + days * DAY_MS);
        const made = await insertToken(deps.database.orm, employee.id, { name, hash: hashToken(token), expiresAt });
        await audit(deps.database.pool, {
          kind: 'token_made',
          employeeId: employee.id,
          address: c.get('address'),
          detail: { token: made.id, expiresAt },
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
        await endToken(deps, employee.id, c.req.valid('param').id, { by: employee.id, address: c.get('address') });
        return c.body(null, 204);
      },
    );

export function toToken(row: ApiToken) {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: moments(row.lastUsedAt ?? null),
    expiresAt: row.expiresAt.toISOString(),
  };
}

/** Ends a token of somebody; throws NOT_FOUND when it is not theirs. */
export async function endToken(
  { database }: ApiDeps,
  employeeId: string,
  token: string,
  { by, address }: { by: string; address: string },
): Promise<void> {
  if (!(await deleteToken(database.orm, employeeId, token))) throw new ApiError('NOT_FOUND');
  await audit(database.pool, {
    kind: 'token_removed',
    employeeId: by,
    address,
    detail: { employee: employeeId, token },
  });
}
