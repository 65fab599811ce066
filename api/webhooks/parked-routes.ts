import { Hono } from 'hono';
import { countParked } from '#db/inbound/parked.ts';
import { allow } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { describe } from '../http/describe.ts';
import { asWholeList, listOf } from '../http/fields.ts';
import { parkedSchema, toParked } from './parked-schema.ts';

/** What Meta delivered and nobody could read. */
export const parkedEvents = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get(
    '/',
    allow('admin', deps),
    describe({
      tag: 'Installation',
      summary: 'Events that could not be read',
      description:
        'Kept as they came, and counted here by reason. What clients wrote is not shown: of each kind only the names of its fields.',
      answers: { 200: listOf(parkedSchema) },
    }),
    async (c) => c.json(asWholeList((await countParked(deps.database.pool)).map(toParked))),
  );
