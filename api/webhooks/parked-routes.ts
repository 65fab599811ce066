import { Hono } from 'hono';
import { countParked } from '#db/inbound/parked.ts';
import { allow } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { describe } from '../http/describe.ts';
import { asWholeList } from '../http/fields.ts';
import { toParked } from './parked-schema.ts';
import { operations } from './operations.ts';

/** What Meta delivered and nobody could read. */
export const parkedEvents = (deps: ApiDeps) =>
  new Hono<ApiEnv>().get('/', allow('admin', deps), describe(operations.listParked), async (c) =>
    c.json(asWholeList((await countParked(deps.database.pool)).map(toParked))),
  );
