import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { audit } from '#db/people/audit.ts';
import { deleteLeave, findLeave, insertLeave, listLeaves } from '#db/presence/leaves.ts';
import { allow, may, me } from '../access/allow.ts';
import type { Signed } from '../access/auth.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asWholeList, idText, listOf, moment, plainText, refusedAs } from '../http/fields.ts';
import { leaveSchema, toLeave } from './schema.ts';

const LONGEST_MS = 2 * 366 * 24 * 60 * 60 * 1000;
const inOrder = ({ from, to }: { from: string; to: string }) => Date.parse(from) < Date.parse(to);
const range = z
  .object({ from: moment, to: moment })
  .refine(inOrder, refusedAs('INVALID_RANGE', 'from must be before to'));
const newLeave = z
  .object({ employeeId: idText, from: moment, to: moment, note: plainText.trim().max(500).default('') })
  .refine(inOrder, refusedAs('INVALID_RANGE', 'must be after from', ['to']))
  .refine(
    ({ from, to }) => Date.parse(to) - Date.parse(from) <= LONGEST_MS,
    refusedAs('INVALID_RANGE', 'at most two years', ['to']),
  );

/** Who is not at work when: no secret among colleagues, but the note is. */
export const leaves = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('signed_in', deps),
      describe({
        tag: 'Leaves',
        summary: 'Leaves that touch a time, the earliest first',
        answers: { 200: listOf(leaveSchema) },
        errors: ['INVALID_RANGE'],
      }),
      check('query', range),
      async (c) => {
        const { from, to } = c.req.valid('query');
        const rows = await listLeaves(deps.database.pool, new Date(from), new Date(to));
        return c.json(asWholeList(rows.map((row) => toLeave(row, isTheirs(me(c), row.employee.id)))));
      },
    )
    .post(
      '/',
      allow('signed_in', deps),
      describe({
        tag: 'Leaves',
        summary: 'Add a leave: admins for anybody, everybody for themselves',
        answers: { 201: leaveSchema },
        errors: ['NOT_ALLOWED', 'NOT_FOUND', 'INVALID_RANGE'],
      }),
      check('json', newLeave),
      async (c) => {
        const { employeeId, from, to, note } = c.req.valid('json');
        const signed = me(c);
        if (!isTheirs(signed, employeeId)) throw new ApiError('NOT_ALLOWED');
        const added = await insertLeave(deps.database.pool, {
          employeeId,
          from: new Date(from),
          to: new Date(to),
          note,
          createdById: signed.employee.id,
        });
        if (!added) throw new ApiError('NOT_FOUND');
        await changed(deps, c, 'leave_added', { leave: added.id, employee: employeeId });
        return c.json(toLeave(added, true), 201);
      },
    )
    .delete(
      '/:id',
      allow('signed_in', deps),
      describe({
        tag: 'Leaves',
        summary: 'Remove a leave',
        answers: { 204: null },
        errors: ['NOT_ALLOWED', 'NOT_FOUND'],
      }),
      check('param', z.object({ id: z.uuid() })),
      async (c) => {
        const { id } = c.req.valid('param');
        const leave = await findLeave(deps.database.pool, id);
        if (!leave) throw new ApiError('NOT_FOUND');
        if (!isTheirs(me(c), leave.employee.id)) throw new ApiError('NOT_ALLOWED');
        await deleteLeave(deps.database.pool, id);
        await changed(deps, c, 'leave_removed', { leave: id, employee: leave.employee.id });
        return c.body(null, 204);
      },
    );

/** An admin's, or one's own. */
function isTheirs(signed: Signed, employeeId: string): boolean {
  return may(signed, 'arrange', 'every') || signed.employee.id === employeeId;
}

async function changed(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  kind: 'leave_added' | 'leave_removed',
  detail: Record<string, string>,
): Promise<void> {
  await audit(deps.database.pool, { kind, employeeId: me(c).employee.id, address: c.get('address'), detail });
  deps.notifier.notify('routing');
}
