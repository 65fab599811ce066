import { z } from 'zod';

/** Meta writes ids as strings, its samples sometimes as numbers. */
const id = z.union([z.string(), z.number().int()]).transform(String).pipe(nameOf(200));
const list = z.array(z.unknown()).optional().default([]);
const mid = nameOf(500);
const text = z.string().max(100_000);

/** A number or a string, in seconds or milliseconds (messenger-platform §1.3): milliseconds within the years 2001–2100. */
const timestamp = z
  .union([z.number(), z.string().regex(/^\d{1,16}$/)])
  .transform((value) => (Number(value) < 1e11 ? Number(value) * 1000 : Number(value)))
  .pipe(z.number().min(978_307_200_000).max(4_102_444_800_000));

export const entrySchema = z.object({ id, messaging: list, standby: list, changes: list });

const attachment = z.object({
  type: z.string().max(100),
  title: z.string().nullish(),
  payload: z.object({ title: z.string().nullish() }).nullish().catch(null),
});
const referral = z.object({
  ref: text.nullish(),
  source: text.nullish(),
  ad_id: z
    .union([z.string().max(200), z.number()])
    .nullish()
    .catch(null),
});

const message = z.object({
  mid,
  text: text.nullish(),
  is_echo: z.boolean().nullish(),
  metadata: z.string().nullish(),
  attachments: z
    .array(attachment)
    .nullish()
    .catch([{ type: 'unknown' }]),
  reply_to: z.object({ mid }).nullish().catch(null),
  referral: referral.nullish().catch(null),
});

/** One item of `messaging[]`; which key is present says what it is. */
export const itemSchema = z.object({
  sender: z.object({ id }).nullish().catch(null),
  recipient: z.object({ id }).nullish().catch(null),
  timestamp: timestamp.nullish(),
  message: message.optional(),
  delivery: z.object({ mids: z.array(mid).nullish(), watermark: timestamp }).optional(),
  read: z.object({ watermark: timestamp }).optional(),
  reaction: z
    .object({
      mid,
      action: z.enum(['react', 'unreact']),
      emoji: z.string().max(100).nullish(),
      reaction: z.string().max(100).nullish(),
    })
    .optional(),
  message_edit: z.object({ mid, text, num_edit: z.coerce.number().int().min(0).max(1000) }).optional(),
  postback: z
    .object({ mid: mid.nullish(), title: text.nullish(), payload: text.nullish(), referral: referral.nullish() })
    .optional(),
  referral: referral.optional(),
});

export type Item = z.infer<typeof itemSchema>;

/** What things are called by; PostgreSQL takes neither NUL nor half a character in it. */
function nameOf(longest: number) {
  const isKeepable = (name: string): boolean => !name.includes('\u0000') && name.isWellFormed();
  return z.string().min(1).max(longest).refine(isKeepable);
}
