import { Hono } from 'hono';
import { z } from 'zod';
import { findAssignment, listAssignments } from '#db/routing/records.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asWholeList } from '../http/fields.ts';
import { toAssignment, toSummary } from './assignment-schema.ts';
import { operations } from './operations.ts';

const path = z.object({ number: z.string(), assignmentId: z.uuid() });

/** How operators were chosen for a chat, and why. */
export const assignments = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/:number/assignments', allow('chat_reader', deps), describe(operations.listAssignments), async (c) =>
      c.json(asWholeList((await listAssignments(deps.database.pool, c.get('chat').id)).map(toSummary))),
    )
    .get(
      '/:number/assignments/:assignmentId',
      allow('chat_reader', deps),
      describe(operations.readAssignment),
      check('param', path),
      async (c) => {
        const { assignmentId } = c.req.valid('param');
        const record = await findAssignment(deps.database.pool, c.get('chat').id, assignmentId);
        if (!record) throw new ApiError('NOT_FOUND');
        return c.json(toAssignment(record, me(c).employee.id));
      },
    );
