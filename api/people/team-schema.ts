import { z } from 'zod';
import type { TeamRow } from '#db/people/team-row.ts';
import { idText, moment, person, words } from '../http/fields.ts';

export const teamSchema = z.object({ id: z.string(), name: z.string(), members: z.array(person), createdAt: moment });
export const teamContent = z.object({
  name: words.max(100),
  employeeIds: z.array(idText).max(1000),
});
export const teamPath = z.object({ id: z.uuid() });

export function toTeam(row: TeamRow) {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
