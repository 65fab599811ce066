import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { isActive, isEmployee, listColleagues } from '#db/people/colleagues.ts';
import { readTeam } from '#db/people/team-row.ts';
import { LONGEST_NOTE } from '#workflows/chat/vocabulary.ts';
import { allow, me } from '../access/allow.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { idText, words } from '../http/fields.ts';
import { operations } from './operations.ts';
import { request } from './request.ts';

const note = words.max(LONGEST_NOTE).nullable().default(null).describe('Why, for the colleague who gets it.');
const transfer = z.discriminatedUnion('to', [
  z.object({ to: z.literal('person'), employeeId: idText, note }),
  z.object({ to: z.literal('team'), teamId: z.uuid(), note }),
  z.object({ to: z.literal('next'), note }).describe('To whom the rules find, but for whoever asks.'),
]);

/** A chat that is given away. */
export const transfers = (deps: ApiDeps) =>
  new Hono<ApiEnv>().post(
    '/:number/transfer',
    allow('chat_writer', deps),
    describe(operations.transfer),
    check('json', transfer),
    async (c) => {
      const asked = c.req.valid('json');
      const given = await whomOf(deps, c, asked);
      return c.json(await request(deps, c, { kind: 'transfer', to: asked.to, note: asked.note, ...given }));
    },
  );

/** Who is meant, where they may be given a chat of this page. */
async function whomOf(deps: ApiDeps, c: Context<ApiEnv>, asked: z.infer<typeof transfer>) {
  const { pool } = deps.database;
  if (asked.to === 'next') return { target: null, teamName: null };
  const colleagues = new Set((await listColleagues(pool, c.get('chat').pageId)).map(({ id }) => id));
  if (asked.to === 'person') {
    if (!colleagues.has(asked.employeeId)) throw new ApiError(await whyNot(deps, asked.employeeId));
    return { target: asked.employeeId, teamName: null };
  }
  const team = await readTeam(pool, asked.teamId);
  if (!team) throw new ApiError('UNKNOWN_TEAM');
  const others = team.members.filter(({ id }) => colleagues.has(id) && id !== me(c).employee.id);
  if (others.length === 0) throw new ApiError('NOBODY_IN_TEAM');
  return { target: team.id, teamName: team.name };
}

async function whyNot({ database: { pool } }: ApiDeps, id: string): Promise<'EMPLOYEE_INACTIVE' | 'UNKNOWN_EMPLOYEE'> {
  return (await isEmployee(pool, id)) && !(await isActive(pool, id)) ? 'EMPLOYEE_INACTIVE' : 'UNKNOWN_EMPLOYEE';
}
