import { z } from 'zod';
import { moment, someOf, words } from '../http/fields.ts';

export const role = z.enum(['operator', 'admin', 'auditor']);
export const language = z.enum(['uk', 'en']);
export const pageHealth = z.enum(['ok', 'checking', 'reconnect', 'paused', 'restricted']);

export const name = words.max(200);
export const email = z
  .email()
  .max(254)
  .transform((address) => address.toLowerCase());
/**
 * How it is written; that it is none of the first that are guessed is asked apart, with what is known of the person.
 */
export const password = z.string().min(8).max(200);

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
export const skills = z
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
