import { z } from 'zod';
import { moment, words } from '../http/fields.ts';

export const analyticsSchema = z.object({
  isOn: z.boolean(),
  measurementId: z.string(),
  hasSecret: z.boolean(),
  waiting: z.number().int().describe('Events that have not arrived yet.'),
  sent: z.number().int().describe('In the last day.'),
  late: z.number().int().describe('In the last day: left out, since Google takes nothing older than 72 hours.'),
  lastSentAt: moment.nullable(),
});

const measurementId = words.max(40).regex(/^G-[A-Z0-9]{4,20}$/, 'must be the id of a data stream, G-…');
const secret = words.min(8).max(200);
export const analyticsContent = z.object({
  isOn: z.boolean(),
  measurementId,
  secret: secret.optional().describe('Left out: the one that is kept stays.'),
});
export const analyticsTrial = z.object({ measurementId, secret: secret.optional() });

export const analyticsTrialSchema = z.object({
  ok: z.boolean(),
  reason: z
    .string()
    .nullable()
    .describe('Why there is no answer: `away`, `slow`, `inside`, `address`, `unreadable`, or a status.'),
  messages: z
    .array(z.object({ fieldPath: z.string(), description: z.string(), validationCode: z.string() }))
    .describe('What Google says of one event of each kind, in its own words.'),
});
