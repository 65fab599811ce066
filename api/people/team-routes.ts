import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { listTeams } from '#db/people/team-row.ts';
import { deleteTeam, insertTeam, updateTeam } from '#db/people/teams.ts';
import { allow } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asWholeList } from '../http/fields.ts';
import { operations } from './operations.ts';
import { teamContent, teamPath, toTeam } from './team-schema.ts';

/** Colleagues who take chats together. */
export const teams = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('signed_in', deps), describe(operations.listTeams), async (c) =>
      c.json(asWholeList((await listTeams(deps.database.pool)).map(toTeam))),
    )
    .post('/', allow('admin', deps), describe(operations.addTeam), check('json', teamContent), async (c) =>
      c.json(await addTeam(deps, c, c.req.valid('json')), 201),
    )
    .put(
      '/:id',
      allow('admin', deps),
      describe(operations.changeTeam),
      check('param', teamPath),
      check('json', teamContent),
      async (c) => c.json(await changeTeam(deps, c, c.req.valid('param').id, c.req.valid('json'))),
    )
    .delete('/:id', allow('admin', deps), describe(operations.removeTeam), check('param', teamPath), async (c) => {
      await removeTeam(deps, c, c.req.valid('param').id);
      return c.body(null, 204);
    });

type Content = z.infer<typeof teamContent>;

async function addTeam(deps: ApiDeps, c: Context<ApiEnv>, content: Content) {
  const added = await insertTeam(deps.database.pool, content);
  if (!added) throw new ApiError('ALREADY_EXISTS', [{ path: 'name' }]);
  await changed(deps, c, 'team_added', added.id);
  return toTeam(added);
}

async function changeTeam(deps: ApiDeps, c: Context<ApiEnv>, id: string, content: Content) {
  const team = await updateTeam(deps.database.pool, id, content);
  if (!team) throw new ApiError('NOT_FOUND');
  if (team === 'taken') throw new ApiError('ALREADY_EXISTS', [{ path: 'name' }]);
  if (team.changed) await changed(deps, c, 'team_changed', id);
  return toTeam(team.row);
}

async function removeTeam(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<void> {
  if (!(await deleteTeam(deps.database.pool, id))) throw new ApiError('NOT_FOUND');
  await changed(deps, c, 'team_removed', id);
}

type Change = 'team_added' | 'team_changed' | 'team_removed';

async function changed(deps: ApiDeps, c: Context<ApiEnv>, kind: Change, team: string): Promise<void> {
  await note(deps, c, kind, { team });
  deps.notifier.notify('routing');
}
