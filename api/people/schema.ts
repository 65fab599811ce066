import { z } from 'zod';
import { idText, moment, someOf, words } from '../http/fields.ts';

export const role = z.enum(['operator', 'admin', 'auditor']);
export const language = z.enum(['uk', 'en']);
export const pageHealth = z.enum(['ok', 'reconnect', 'paused', 'restricted']);

export const name = words.max(200);
export const email = z
  .email()
  .max(254)
  .transform((address) => address.toLowerCase());
/**
 * How it is written; that it is none of the first that are guessed is asked apart, with what is known of the person.
 */
export const password = z.string().min(8).max(200);

export const sessionSchema = z.object({
  employee: z.object({ id: z.string(), name: z.string(), email: z.string(), roles: z.array(role), language }),
  pages: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      health: pageHealth,
      mayAnswer: z.boolean().describe('Who sees a page need not be allowed to act in its chats.'),
    }),
  ),
});

export const employeeSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(role),
  pageIds: z.array(z.string()),
  active: z.boolean(),
  language,
  languages: z.array(z.string()),
  skills: z.array(z.string()),
  capacity: z.number().int().nullable().describe('Open chats at most; null: as the settings say.'),
  createdAt: moment,
});

const languages = z
  .array(z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, 'must be a code such as uk or pt_BR'))
  .max(20)
  .transform(unique);
/** Written in small letters: tags of operators and pages are compared. */
const skills = z
  .array(words.max(40).transform((tag) => tag.replace(/\s+/g, ' ').toLowerCase()))
  .max(30)
  .transform(unique);
const capacity = z.number().int().min(0).max(1000).nullable();

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}

const pageIds = z.array(z.uuid()).max(1000);
export const newEmployee = z.object({
  name,
  email,
  password,
  roles: z.array(role).min(1).max(3),
  pageIds: pageIds.default([]),
  languages: languages.default([]),
  skills: skills.default([]),
  capacity: capacity.default(null),
});
export const employeeChange = someOf({
  name,
  password,
  roles: z.array(role).min(1).max(3),
  pageIds,
  active: z.boolean(),
  languages,
  skills,
  capacity,
});

export const pageSchema = z.object({
  id: z.string(),
  facebookId: z.string(),
  name: z.string(),
  health: pageHealth,
  employeeIds: z.array(z.string()),
  skills: z.array(z.string()).describe('Tags of what its operators should know.'),
  createdAt: moment,
});

const employeeIds = z.array(idText).max(1000);
const accessToken = words.max(2_000);
export const newPage = z.object({
  facebookId: z.string().regex(/^[\w-]{1,64}$/),
  name,
  accessToken,
  employeeIds: employeeIds.default([]),
  skills: skills.default([]),
});
export const pageChange = someOf({ name, accessToken, employeeIds, skills });

export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: moment,
  lastUsedAt: moment.nullable(),
  expiresAt: moment,
});

export const newToken = z.object({
  name,
  days: z.number().int().min(1).max(365).default(90).describe('After so many days it is worth nothing.'),
});

export const sessionItem = z.object({
  id: z.string(),
  current: z.boolean(),
  userAgent: z.string(),
  createdAt: moment,
  lastSeenAt: moment,
});

/** By what somebody gets in without their password. */
export const entrySchema = z.object({ sessions: z.array(sessionItem), tokens: z.array(tokenSchema) });
