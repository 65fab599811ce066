import { z } from 'zod';
import { idText, moment, someOf, words } from '../http/fields.ts';
import { name, pageHealth, skills } from '../people/schema.ts';
import { mark } from './health/schema.ts';

export const pageSchema = z.object({
  id: z.string(),
  facebookId: z.string(),
  name: z.string(),
  health: pageHealth,
  healthReason: z.string().nullable().describe('Why it does not work: `token_broken`, `token_of_another`, …'),
  employeeIds: z.array(z.string()),
  skills: z.array(z.string()).describe('Tags of what its operators should know.'),
  humanAgent: z
    .boolean()
    .describe('Meta gave it the *human agent* feature: a person may answer for seven days after the client wrote.'),
  createdAt: moment,
  watched: z
    .object({ state: mark, since: moment })
    .nullable()
    .describe('How it is in a word, by its own workflow; null: nobody has looked yet.'),
});

const employeeIds = z.array(idText).max(1000);
const accessToken = words.max(2_000);
export const newPage = z.object({
  facebookId: z.string().regex(/^[\w-]{1,64}$/),
  name,
  accessToken,
  employeeIds: employeeIds.default([]),
  skills: skills.default([]),
  humanAgent: z.boolean().default(false),
});
export const pageChange = someOf({ name, accessToken, employeeIds, skills, humanAgent: z.boolean() });
