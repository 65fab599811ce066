import { Hono } from 'hono';
import { z } from 'zod';
import { listOperators } from '#db/people/operators.ts';
import { listOperatorPresence, listOperatorSpans, listSpans } from '#db/presence/read.ts';
import { allow, may, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asWholeList, idText, moment, refusedAs } from '../http/fields.ts';
import { toPersonSpans, toPresence, toSpan } from './schema.ts';
import { operations } from './operations.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const rangeUpTo = (days: number) =>
  z
    .object({ from: moment, to: moment })
    .refine(({ from, to }) => Date.parse(from) < Date.parse(to), refusedAs('INVALID_RANGE', 'from must be before to'))
    .refine(
      ({ from, to }) => Date.parse(to) - Date.parse(from) <= days * DAY_MS,
      refusedAs('INVALID_RANGE', `at most ${days} days`),
    );
const [ofOne, ofAll] = [rangeUpTo(93), rangeUpTo(31)];

/** Who is there to answer. */
export const presence = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('signed_in', deps), describe(operations.list), async (c) =>
      c.json(asWholeList((await listOperatorPresence(deps.database.pool)).map(toPresence))),
    )
    .get('/spans', allow('auditor', deps), describe(operations.listSpansOfAll), check('query', ofAll), async (c) => {
      const { from, to } = c.req.valid('query');
      const rows = await listOperatorSpans(deps.database.pool, new Date(from), new Date(to));
      return c.json(asWholeList(toPersonSpans(rows)));
    });

/** What operators know, can carry and carry now. */
export const workload = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get('/', allow('auditor', deps), describe(operations.listWorkload), async (c) =>
    c.json(asWholeList(await listOperators(deps.database.pool))),
  );

/** When somebody was there. */
export const employeePresence = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/:id/presence',
    allow('signed_in', deps),
    describe(operations.listSpans),
    check('param', z.object({ id: idText })),
    check('query', ofOne),
    async (c) => {
      const { id } = c.req.valid('param');
      const signed = me(c);
      if (!may(signed, 'see', 'every') && signed.employee.id !== id) throw new ApiError('NOT_ALLOWED');
      const { from, to } = c.req.valid('query');
      const spans = await listSpans(deps.database.pool, id, new Date(from), new Date(to));
      return c.json(asWholeList(spans.map(toSpan)));
    },
  );
