import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { deleteLeave, findLeave, insertLeave, listLeaves } from '#db/presence/leaves.ts';
import { allow, may, me } from '../access/allow.ts';
import type { Signed } from '../access/auth.ts';
import { note } from '../access/note.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asWholeList, idText, moment, plainText, refusedAs } from '../http/fields.ts';
import { operations } from './operations.ts';
import { toLeave } from './schema.ts';

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
const path = z.object({ id: z.uuid() });

/** Who is not at work when: no secret among colleagues, but the note is. */
export const leaves = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('signed_in', deps), describe(operations.listLeaves), check('query', range), async (c) => {
      const { from, to } = c.req.valid('query');
      const rows = await listLeaves(deps.database.pool, new Date(from), new Date(to));
      return c.json(asWholeList(rows.map((row) => toLeave(row, isTheirs(me(c), row.employee.id)))));
    })
    .post('/', allow('signed_in', deps), describe(operations.addLeave), check('json', newLeave), async (c) =>
      c.json(await addLeave(deps, c, c.req.valid('json')), 201),
    )
    .delete('/:id', allow('signed_in', deps), describe(operations.removeLeave), check('param', path), async (c) => {
      await removeLeave(deps, c, c.req.valid('param').id);
      return c.body(null, 204);
    });

async function addLeave(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof newLeave>) {
  const signed = me(c);
  if (!isTheirs(signed, given.employeeId)) throw new ApiError('NOT_ALLOWED');
  const added = await insertLeave(deps.database.pool, {
    ...given,
    from: new Date(given.from),
    to: new Date(given.to),
    createdById: signed.employee.id,
  });
  if (!added) throw new ApiError('NOT_FOUND');
  await note(deps, c, 'leave_added', { leave: added.id, employee: given.employeeId });
  deps.notifier.notify('routing');
  return toLeave(added, true);
}

async function removeLeave(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<void> {
  const leave = await findLeave(deps.database.pool, id);
  if (!leave) throw new ApiError('NOT_FOUND');
  if (!isTheirs(me(c), leave.employee.id)) throw new ApiError('NOT_ALLOWED');
  await deleteLeave(deps.database.pool, id);
  await note(deps, c, 'leave_removed', { leave: id, employee: leave.employee.id });
  deps.notifier.notify('routing');
}

/** An admin's, or one's own. */
function isTheirs(signed: Signed, employeeId: string): boolean {
  return may(signed, 'arrange', 'every') || signed.employee.id === employeeId;
}
