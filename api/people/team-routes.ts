import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { audit } from '#db/people/audit.ts';
import { deleteTeam, insertTeam, listTeams, type TeamRow, updateTeam } from '#db/people/teams.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { asWholeList, idText, listOf, moment, person, words } from '../http/fields.ts';

const teamSchema = z.object({ id: z.string(), name: z.string(), members: z.array(person), createdAt: moment });
const content = z.object({
  name: words.max(100),
  employeeIds: z.array(idText).max(1000),
});
const path = z.object({ id: z.uuid() });

/** Colleagues who take chats together. */
export const teams = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('signed_in', deps),
      describe({ tag: 'Teams', summary: 'All teams with their members', answers: { 200: listOf(teamSchema) } }),
      async (c) => c.json(asWholeList((await listTeams(deps.database.pool)).map(toTeam))),
    )
    .post(
      '/',
      allow('admin', deps),
      describe({
        tag: 'Teams',
        summary: 'Add a team',
        answers: { 201: teamSchema },
        errors: ['ALREADY_EXISTS'],
      }),
      check('json', content),
      async (c) => {
        const added = await insertTeam(deps.database.pool, c.req.valid('json'));
        if (!added) throw new ApiError('ALREADY_EXISTS', [{ path: 'name' }]);
        await changed(deps, c, 'team_added', added.id);
        return c.json(toTeam(added), 201);
      },
    )
    .put(
      '/:id',
      allow('admin', deps),
      describe({
        tag: 'Teams',
        summary: 'Rename a team, and say who is in it',
        answers: { 200: teamSchema },
        errors: ['NOT_FOUND', 'ALREADY_EXISTS'],
      }),
      check('param', path),
      check('json', content),
      async (c) => {
        const { id } = c.req.valid('param');
        const team = await updateTeam(deps.database.pool, id, c.req.valid('json'));
        if (!team) throw new ApiError('NOT_FOUND');
        if (team === 'taken') throw new ApiError('ALREADY_EXISTS', [{ path: 'name' }]);
        if (team.changed) await changed(deps, c, 'team_changed', id);
        return c.json(toTeam(team.row));
      },
    )
    .delete(
      '/:id',
      allow('admin', deps),
      describe({
        tag: 'Teams',
        summary: 'Remove a team; its members stay',
        answers: { 204: null },
        errors: ['NOT_FOUND'],
      }),
      check('param', path),
      async (c) => {
        const { id } = c.req.valid('param');
        if (!(await deleteTeam(deps.database.pool, id))) throw new ApiError('NOT_FOUND');
        await changed(deps, c, 'team_removed', id);
        return c.body(null, 204);
      },
    );

function toTeam(row: TeamRow) {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

async function changed(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  kind: 'team_added' | 'team_changed' | 'team_removed',
  team: string,
): Promise<void> {
  await audit(deps.database.pool, { kind, employeeId: me(c).employee.id, address: c.get('address'), detail: { team } });
  deps.notifier.notify('routing');
}
