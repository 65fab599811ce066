import { Hono } from 'hono';
import { listChatOperators } from '#db/chats/listing/operators.ts';
import { allow, me, viewerOf } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { describe } from '../http/describe.ts';
import { asWholeList } from '../http/fields.ts';
import { operations } from './operations.ts';

/** By whom a list of chats can be narrowed. */
export const chatOperators = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/operators',
    allow('signed_in', deps),
    describe(operations.listOperators),
    inLine('list'),
    async (c) => c.json(asWholeList(await listChatOperators(deps.database.pool, viewerOf(me(c))))),
  );
