import { z } from 'zod';

/**
 * A part that is not as it should be is as if it were not there: one odd field never takes its neighbours with it.
 * Whether enough is left to go by is for the reader to say.
 */
const part = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);

const TEXT_MAX = 100_000;

/** Meta writes ids as strings, its samples sometimes as numbers. */
const id = z.union([z.string(), z.number().int()]).transform(String).pipe(nameOf(200));
const mid = nameOf(500);
const text = z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value).slice(0, TEXT_MAX));
const yes = z.union([z.boolean(), z.stringbool()]);
/** Judged by `momentOf`: the time of arrival has a say in it. */
const time = part(z.union([z.number(), z.string()]));
const whole = z.coerce.number().int().min(0).max(1_000);

export const entryIdSchema = id;

const referral = z.object({
  ref: part(text),
  source: part(text),
  type: part(text),
  ad_id: part(text),
  ads_context_data: part(z.object({ ad_title: part(text), photo_url: part(text) })),
});

const message = z.object({
  mid,
  text: part(text),
  is_echo: part(yes),
  is_deleted: part(yes),
  is_unsupported: part(yes),
  app_id: part(id),
  metadata: part(z.string()),
  attachments: z.unknown().optional(),
  reply_to: part(z.object({ mid: part(mid), story: z.unknown().optional() })),
  quick_reply: part(z.object({ payload: part(text) })),
  referral: part(referral),
});

/** One item of `messaging[]`; which key is present says what it is. */
export const itemSchema = z.object({
  sender: part(z.object({ id: part(id) })),
  recipient: part(z.object({ id: part(id) })),
  timestamp: time,
  message: part(message),
  delivery: part(z.object({ mids: part(z.array(z.unknown())), watermark: time })),
  read: part(z.object({ watermark: time })),
  reaction: part(
    z.object({ mid, action: z.enum(['react', 'unreact']), emoji: part(short(100)), reaction: part(short(100)) }),
  ),
  message_edit: part(z.object({ mid, text, num_edit: part(whole) })),
  postback: part(z.object({ mid: part(mid), title: part(text), payload: part(text), referral: part(referral) })),
  referral: part(referral),
});

export type Item = z.infer<typeof itemSchema>;

/** The names of messages among what Meta lists. */
export function midsIn(list: unknown[] | null | undefined): string[] {
  return (list ?? []).flatMap((name) => mid.safeParse(name).data ?? []);
}

/** Facebook's first day: before it nothing was written. */
const EARLIEST = Date.UTC(2004, 1, 4);
const AHEAD_MS = 24 * 60 * 60 * 1000;

/**
 * A number or a string, in seconds or milliseconds (messenger-platform §1.3); null when it cannot be the time of
 * something that has arrived by `now`: a clock may be wrong by a day, not by years.
 */
export function momentOf(value: Item['timestamp'], now: number): number | null {
  const number = typeof value === 'string' ? (/^\d{1,16}$/.test(value) ? Number(value) : NaN) : (value ?? NaN);
  const at = Math.floor(number < 1e11 ? number * 1000 : number);
  return at >= EARLIEST && at <= now + AHEAD_MS ? at : null;
}

function short(longest: number) {
  return z.string().max(longest);
}

/** What things are called by; PostgreSQL takes neither NUL nor half a character in it. */
function nameOf(longest: number) {
  const isKeepable = (name: string): boolean => !name.includes('\u0000') && name.isWellFormed();
  return z.string().min(1).max(longest).refine(isKeepable);
}
