import { z } from 'zod';
import type { ContactMatch } from '#db/contacts/match.ts';
import type { ContactRow } from '#db/contacts/read.ts';
import { idText, moment, person, plainText, someOf } from '../http/fields.ts';
import { name } from '../people/schema.ts';

const MOST_PHONES = 20;
const segment = plainText.trim().max(100);

export const contactSchema = z.object({
  id: z.string(),
  name: z.string(),
  phones: z.array(z.string()).describe('E.164.'),
  emails: z.array(z.string()),
  manager: person.nullable().describe('Their personal manager.'),
  managerId: z.string().nullable(),
  segment: z.string(),
  createdAt: moment,
  updatedAt: moment,
});
export const contactCard = contactSchema.extend({
  duplicates: z.array(person).describe('Other contacts with one of its phones or e-mails. Nothing forbids it.'),
});
export const matchSchema = z.object({ contact: contactSchema, matchedBy: z.enum(['phone', 'email']) });
export const chatContacts = z.object({ linked: contactSchema.nullable(), matches: z.array(matchSchema) });

const fields = {
  name,
  phones: z.array(plainText.max(60)).max(MOST_PHONES),
  emails: z.array(plainText.max(254)).max(MOST_PHONES),
  managerId: idText.nullable(),
  segment,
};
export const newContact = z.object({
  ...fields,
  phones: fields.phones.default([]),
  emails: fields.emails.default([]),
  managerId: fields.managerId.default(null),
  segment: segment.default(''),
});
export const contactChange = someOf(fields);
export const contactPath = z.object({ id: z.uuid() });

export function toContact(row: ContactRow) {
  return {
    id: row.id,
    name: row.name,
    phones: row.phones,
    emails: row.emails,
    manager: row.manager,
    managerId: row.manager?.id ?? null,
    segment: row.segment,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function toMatch({ matchedBy, ...contact }: ContactMatch) {
  return { contact: toContact(contact), matchedBy };
}
