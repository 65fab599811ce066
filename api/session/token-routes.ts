import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { insertToken, listApiTokens } from '#db/people/tokens.ts';
import { allow, me } from '../access/allow.ts';
import { inPerson } from '../access/in-person.ts';
import { note } from '../access/note.ts';
import { hashToken } from '../access/sign.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asWholeList } from '../http/fields.ts';
import { endToken } from './end.ts';
import { operations } from './operations.ts';
import { newToken, toToken } from './schema.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const path = z.object({ id: z.uuid() });

/** Personal tokens for programs: they may what their owner may, but for what lets somebody in. */
export const tokens = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('signed_in', deps), describe(operations.listTokens), async (c) => {
      const own = await listApiTokens(await deps.database.orm(), me(c).employee.id);
      return c.json(asWholeList(own.map(toToken)));
    })
    .post('/', allow('signed_in', deps), describe(operations.makeToken), check('json', newToken), async (c) =>
      c.json(await makeToken(deps, c, c.req.valid('json')), 201),
    )
    .delete('/:id', allow('signed_in', deps), describe(operations.removeToken), check('param', path), async (c) => {
      const { id: by } = me(c).employee;
      await endToken(deps, by, c.req.valid('param').id, { by, address: c.get('address') });
      return c.body(null, 204);
    });

async function makeToken(deps: ApiDeps, c: Context<ApiEnv>, { name, days }: z.infer<typeof newToken>) {
  const { employee } = inPerson(c);
  const token = `rzm_${randomBytes(32).toString('base64url')}`;
  const expiresAt = new Date(Date.now() + days * DAY_MS);
  const made = await insertToken(await deps.database.orm(), employee.id, { name, hash: hashToken(token), expiresAt });
  await note(deps, c, 'token_made', { token: made.id, expiresAt });
  return { ...toToken(made), token };
}
