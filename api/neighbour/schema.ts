import { z } from 'zod';
import { words } from '../http/fields.ts';

export const neighbourSchema = z.object({
  isOn: z.boolean().describe('Leads and orders of chats are made there, and its documents are offered.'),
  url: z.string(),
  hasSecret: z.boolean(),
  waiting: z.number().int().describe('What it was asked for and has not made.'),
});

const url = words.max(2_000);
const secret = words.min(16).max(500);
export const neighbourContent = z.object({ isOn: z.boolean(), url, secret: secret.optional() });
export const neighbourTrial = z.object({ url, secret: secret.optional() });

export const trialSchema = z.object({
  ok: z.boolean(),
  name: z.string().describe('As it calls itself.'),
  reason: z
    .enum(['address', 'inside', 'away', 'slow', 'refused', 'too_large', 'unreadable'])
    .nullable()
    .describe('inside: it stands at an inner address; unreadable: it answered otherwise than was agreed.'),
  status: z.number().int().nullable().describe('Of its answer, where there was one.'),
});
