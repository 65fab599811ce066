import { z } from 'zod';
import type { PersonInput } from './login/person.ts';
import type { SwitchesInput } from './switches.ts';

/** Fields a page is subscribed to unless told otherwise: all that a shared inbox needs. */
export const inboxFields = [
  'messages',
  'message_echoes',
  'message_deliveries',
  'message_reads',
  'message_reactions',
  'message_edits',
  'messaging_postbacks',
  'messaging_referrals',
  'messaging_optins',
  'messaging_handovers',
  'standby',
  'messaging_policy_enforcement',
];

export const pageSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  accessToken: z.string().min(1),
  subscribedFields: z.array(z.string()).default(inboxFields),
  /** Set: the page's token is dead, with this subcode of 190 (null: none, "Invalid OAuth access token."). */
  tokenError: z.object({ subcode: z.number().nullable() }).nullable().default(null),
  /** What its token was given, and when that ends (seconds; 0: never). */
  grant: z
    .object({
      lostScopes: z.array(z.string()).default([]),
      expiresAt: z.number().default(0),
      dataAccessExpiresAt: z.number().nullable().default(null),
    })
    .prefault({}),
  /** Error 10/1893063 for every send. */
  restricted: z.boolean().default(false),
  /** Whether Meta granted the HUMAN_AGENT feature. */
  humanAgent: z.boolean().default(true),
  /** Applications of others that hear of the page, too. */
  otherApps: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
  tasks: z.array(z.string()).default(['ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE']),
});

export const clientSchema = z.object({
  id: z.string().min(1).optional(),
  firstName: z.string(),
  lastName: z.string().default(''),
  locale: z.string().nullable().default('uk_UA'),
  timezone: z.number().default(2),
  gender: z.enum(['female', 'male']).nullable().default(null),
  /**
   * `empty`: Meta answers `{}`; `refused`: error 2018247; `name_only`: no parts of the name; `odd`: one member is of no
   * sense.
   */
  profile: z.enum(['readable', 'empty', 'refused', 'name_only', 'odd']).default('readable'),
});

export type PageInput = z.input<typeof pageSchema>;
export type ClientInput = z.input<typeof clientSchema>;

/**
 * Meta publishes no back-off; these keep its shape: some at once, then ever slower, and after an hour the page is cut
 * off.
 */
export const retrySchema = z.object({
  immediateMs: z.array(z.number()).default([100, 400, 1000]),
  firstBackOffMs: z.number().default(2000),
  longestBackOffMs: z.number().default(15_000),
  unsubscribeAfterMs: z.number().default(3_600_000),
  timeoutMs: z.number().default(5000),
});

export type MessengerOptions = {
  port?: number;
  host?: string;
  appId?: string;
  appSecret?: string;
  verifyToken?: string;
  /** The callback to verify and deliver to; may be given later by `setWebhook`. */
  webhookUrl?: string;
  pages?: PageInput[];
  /** Who can log in with Facebook. */
  people?: PersonInput[];
  clients?: ClientInput[];
  /** File for threads, clients and mids; none: everything is forgotten at the end. */
  stateFile?: string;
  switches?: SwitchesInput;
  retry?: Partial<z.infer<typeof retrySchema>>;
  log?: (line: string) => void;
};
