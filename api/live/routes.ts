import { Hono } from 'hono';
import { z } from 'zod';
import { allow, me } from '../access/allow.ts';
import { tooMany } from '../access/line.ts';
import { streamChanges } from './stream.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { operations } from './operations.ts';
import { LONGEST_POSITION } from './position.ts';

/** Of one person, not of an address: more windows than anybody has. */
const PER_EMPLOYEE = 20;
const AGAIN_SECONDS = 30;

/** The live stream. */
export const changes = (deps: ApiDeps) => {
  const open = new Map<string, number>();
  return new Hono<ApiEnv>().get(
    '/',
    allow('signed_in', deps),
    describe(operations.follow),
    check('query', z.object({ lastEventId: z.string().max(LONGEST_POSITION).optional() })),
    (c) => {
      const signed = me(c);
      // Nobody would read it, and nobody would end it.
      if (c.req.raw.method === 'HEAD') return c.body(null);
      const { id } = signed.employee;
      if ((open.get(id) ?? 0) >= PER_EMPLOYEE) throw tooMany(AGAIN_SECONDS);
      open.set(id, (open.get(id) ?? 0) + 1);
      const ended = (): void => void open.set(id, (open.get(id) ?? 1) - 1);
      return streamChanges(c, deps, signed, c.req.header('last-event-id') ?? c.req.valid('query').lastEventId, ended);
    },
  );
};
