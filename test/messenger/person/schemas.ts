import { z } from 'zod';

/** What a person can be asked to do, as it comes in. */
export const who = z.object({
  page: z.string().optional(),
  psid: z.string().optional(),
  client: z.string().optional(),
  timestamp: z.number().optional(),
});
export const referral = z.looseObject({
  ref: z.string().optional(),
  source: z.string().default('SHORTLINK'),
  type: z.string().default('OPEN_THREAD'),
});
const attachment = z.looseObject({ type: z.string(), payload: z.looseObject({}).nullable().optional() });

export const messageSchema = who.extend({
  text: z.string().optional(),
  attachments: z.array(attachment).optional(),
  quickReply: z.string().optional(),
  replyTo: z.string().optional(),
  referral: referral.optional(),
});
export const postbackSchema = who.extend({
  title: z.string().default('Get Started'),
  payload: z.string().default('GET_STARTED'),
  referral: referral.optional(),
});
export const referralSchema = who.extend(referral.shape);
export const reactionSchema = z.object({
  mid: z.string(),
  reaction: z.string().default('love'),
  emoji: z.string().default('❤️'),
  action: z.enum(['react', 'unreact']).default('react'),
});
export const editSchema = z.object({ mid: z.string(), text: z.string() });
export const readSchema = who.extend({});
export const blockSchema = who.extend({ blocked: z.boolean() });
