import { Hono } from 'hono';
import { z } from 'zod';
import { listOperators } from '#db/people/operators.ts';
import { listOperatorPresence, listSpans } from '#db/presence/read.ts';
import { allow, may, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asWholeList, idText, listOf, moment, person, refusedAs } from '../http/fields.ts';
import { presenceSchema, spanSchema, toPresence, toSpan } from './schema.ts';

const LONGEST_MS = 93 * 24 * 60 * 60 * 1000;
const range = z
  .object({ from: moment, to: moment })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), refusedAs('INVALID_RANGE', 'from must be before to'))
  .refine(
    ({ from, to }) => Date.parse(to) - Date.parse(from) <= LONGEST_MS,
    refusedAs('INVALID_RANGE', 'at most 93 days'),
  );

const operatorSchema = z.object({
  employee: person,
  languages: z.array(z.string()),
  skills: z.array(z.string()),
  capacity: z.number().int().nullable().describe('Open chats at most; null: as the settings say.'),
  openChats: z.number().int().describe('Chats they lead that are not finished.'),
});

/** Who is there to answer. */
export const presence = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/',
    allow('signed_in', deps),
    describe({
      tag: 'Presence',
      summary: 'Presence of everybody who may be an operator',
      description:
        'Online: an open desk that is heard of. Away: by hand, or no desk was touched for ten minutes. Changes come on the live stream as `presence`.',
      answers: { 200: listOf(presenceSchema) },
    }),
    async (c) => c.json(asWholeList((await listOperatorPresence(deps.database.pool)).map(toPresence))),
  );

/** What operators know, can carry and carry now. */
export const workload = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/',
    allow('auditor', deps),
    describe({
      tag: 'Presence',
      summary: 'Languages, skills, capacity and open chats of everybody who may be an operator',
      answers: { 200: listOf(operatorSchema) },
    }),
    async (c) => c.json(asWholeList(await listOperators(deps.database.pool))),
  );

/** When somebody was there. */
export const employeePresence = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/:id/presence',
    allow('signed_in', deps),
    describe({
      tag: 'Presence',
      summary: 'Times in each state, oldest first',
      description:
        'For admins, auditors and oneself. Times follow one another without gaps; before the first: offline.',
      answers: { 200: listOf(spanSchema) },
      errors: ['NOT_ALLOWED', 'INVALID_RANGE'],
    }),
    check('param', z.object({ id: idText })),
    check('query', range),
    async (c) => {
      const { id } = c.req.valid('param');
      const signed = me(c);
      if (!may(signed, 'see', 'every') && signed.employee.id !== id) throw new ApiError('NOT_ALLOWED');
      const { from, to } = c.req.valid('query');
      const spans = await listSpans(deps.database.pool, id, new Date(from), new Date(to));
      return c.json(asWholeList(spans.map(toSpan)));
    },
  );
