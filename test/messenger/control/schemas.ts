import { z } from 'zod';
import { faultSchema } from '../faults.ts';

export const threadName = z.object({
  page: z.string().optional(),
  psid: z.string().optional(),
  client: z.string().optional(),
});
export const inboxAnswer = threadName.extend({ text: z.string().min(1) });
export const faultList = z.union([
  z.array(faultSchema),
  z.object({ faults: z.array(faultSchema) }).transform(({ faults }) => faults),
]);
export const clock = z.object({ shiftMs: z.number() });
export const webhook = z.object({ url: z.string(), verifyToken: z.string().optional() }).nullable();
export const rawEvent = z.object({
  page: z.string(),
  event: z.looseObject({}),
  key: z.enum(['messaging', 'standby', 'changes', 'calls', 'entry']).optional(),
});
export const rawBody = z.object({
  body: z.string(),
  signature: z.enum(['good', 'none', 'wrong', 'sha1', 'reserialised']).default('good'),
  timeoutMs: z.number().default(5000),
});
