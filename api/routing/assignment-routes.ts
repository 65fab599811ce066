import { Hono } from 'hono';
import { z } from 'zod';
import { findAssignment, listAssignments } from '#db/routing/records.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { assignmentSchema, assignmentSummary, toAssignment, toSummary } from './assignment-schema.ts';
import { asWholeList, listOf } from '../http/fields.ts';

/** How operators were chosen for a chat, and why. */
export const assignments = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/:number/assignments',
      allow('chat_reader', deps),
      describe({
        tag: 'Assignments',
        summary: 'How operators were sought for a chat, newest first',
        answers: { 200: listOf(assignmentSummary) },
      }),
      async (c) => c.json(asWholeList((await listAssignments(deps.database.pool, c.get('chat').id)).map(toSummary))),
    )
    .get(
      '/:number/assignments/:assignmentId',
      allow('chat_reader', deps),
      describe({
        tag: 'Assignments',
        summary: 'One choice of an operator: who was considered, and what would have changed it',
        answers: { 200: assignmentSchema },
        errors: ['NOT_FOUND'],
      }),
      check('param', z.object({ number: z.string(), assignmentId: z.uuid() })),
      async (c) => {
        const { assignmentId } = c.req.valid('param');
        const record = await findAssignment(deps.database.pool, c.get('chat').id, assignmentId);
        if (!record) throw new ApiError('NOT_FOUND');
        return c.json(toAssignment(record, me(c).employee.id));
      },
    );
