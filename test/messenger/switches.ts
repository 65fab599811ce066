import { z } from 'zod';

const after = z.object({ on: z.boolean().default(true), afterMs: z.number().min(0).default(150) }).prefault({});

/** How the webhook sender misbehaves. Everything off is Meta on a good day. */
export const switchesSchema = z.object({
  /** Further copies of each delivery: at once, and again after a while. */
  duplicate: z
    .object({
      atOnce: z.number().int().min(0).default(0),
      later: z.number().int().min(0).default(0),
      afterMs: z.number().default(30_000),
    })
    .prefault({}),
  /**
   * Gathers `window` deliveries and sends them one by one in a shuffled order; an unfilled window goes after `flushMs`.
   */
  reorder: z
    .object({
      window: z.number().int().min(0).default(0),
      seed: z.number().int().default(1),
      flushMs: z.number().default(1000),
    })
    .prefault({}),
  delayMs: z.number().min(0).default(0),
  /** Up to `size` events in one POST, collected for `waitMs`; `perEntry` of one page share an entry. */
  batch: z
    .object({
      size: z.number().int().min(1).max(1000).default(1),
      waitMs: z.number().min(0).default(200),
      perEntry: z.number().int().min(1).default(1),
    })
    .prefault({}),
  /** The share of deliveries that never go out, 0 to 1. */
  drop: z.object({ share: z.number().min(0).max(1).default(0), seed: z.number().int().default(1) }).prefault({}),
  signature: z.enum(['good', 'none', 'wrong', 'sha1', 'reserialised']).default('good'),
  /** Every client's message carries an attachment of a type nobody has heard of. */
  unknownAttachment: z.boolean().default(false),
  stringTimestamps: z.boolean().default(false),
  /** Every entry has a list and a member of a kind nobody has heard of beside what it brings. */
  unknownMembers: z.boolean().default(false),
  /** After the first message behind an advertisement answers are taken for seven days. */
  adWindow: z.boolean().default(false),
  /** Off: quick replies for the person's phone and e-mail make no button, and the text goes all the same. */
  contactButtons: z.boolean().default(true),
  /** `before`: the echo leaves `ms` before the Send API answers. `late` and `normal`: `ms` after the send. */
  echo: z
    .object({
      mode: z.enum(['normal', 'before', 'late', 'never', 'twice']).default('normal'),
      ms: z.number().min(0).default(50),
    })
    .prefault({}),
  /** Automatic receipts of what pages send. `read` is off because people read when they open the chat. */
  receipts: z.object({ delivery: after, read: after }).prefault({ read: { on: false } }),
  /** Business Suite takes the thread when a person answers there: later events come as `standby`. */
  inboxTakesThread: z.boolean().default(false),
  /** What headers say of use, in percent; 0: little. */
  usage: z.object({ percent: z.number().min(0).default(0), regainMinutes: z.number().min(0).default(0) }).prefault({}),
  /** *Require App Secret*: calls without an `appsecret_proof` are refused. */
  requireProof: z.boolean().default(false),
  limits: z
    .object({
      sendsPerSecond: z.number().default(300),
      mediaPerSecond: z.number().default(10),
      conversationsPerSecond: z.number().default(2),
    })
    .prefault({}),
});

export type Switches = z.output<typeof switchesSchema>;
export type SwitchesInput = z.input<typeof switchesSchema>;

/** A small seeded generator (mulberry32): one seed, one order, so that a failing run can be had again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(items: T[], random: () => number): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
