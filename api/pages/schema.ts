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
  subscribedAt: moment
    .nullable()
    .describe('Since when Meta brings what clients write; null: the log-in with Facebook did not see to that.'),
  createdAt: moment,
  watched: z
    .object({ state: mark, since: moment })
    .nullable()
    .describe('How it is in a word, by its own workflow; null: nobody has looked yet.'),
});

export const removal = z.object({
  openChats: z.number().int().describe('They are finished, silently.'),
  waitingMessages: z.number().int().describe('Said and not sent: they never will be.'),
});
export const removalContent = z.object({ name: words.max(200).describe('The page’s, typed by whoever removes it.') });
export const removed = z.object({ bulkId: z.uuid().nullable().describe('Which bulk action finishes its open chats.') });
export const reconnectionSchema = z.object({ url: z.string().describe('Where a browser goes next.') });

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
