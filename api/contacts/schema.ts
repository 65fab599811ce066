import { z } from 'zod';
import type { ContactMatch } from '#db/contacts/match.ts';
import type { ContactChat } from '#db/contacts/chats.ts';
import type { HistoryRow } from '#db/contacts/history.ts';
import type { Member } from '#db/contacts/members.ts';
import type { ContactRow } from '#db/contacts/read.ts';
import { CONTACT_FIELDS } from '#db/entities/crm/contact-history.ts';
import { codeWarning, vatCodeWarning } from '#workflows/reading/codes.ts';
import { chatStatus } from '../chats/schema.ts';
import { moment, moments, person } from '../http/fields.ts';

const kind = z.enum(['person', 'company']);
const pointKind = z.enum(['phone', 'email']);
const member = person.extend({ role: z.string() });

export const contactSchema = z.object({
  id: z.string(),
  kind,
  name: z.string(),
  fullName: z.string().describe('What documents call it.'),
  code: z.string().describe('ЄДРПОУ or РНОКПП.'),
  vatCode: z.string(),
  address: z.string(),
  signatory: z.string().describe('Who signs for it, as a contract says it.'),
  points: z
    .array(
      z.object({
        kind: pointKind,
        value: z.string().describe('E.164, or the one spelling of an address.'),
        typed: z.string().describe('As somebody wrote it.'),
        label: z.string(),
        isMain: z.boolean(),
      }),
    )
    .describe('Phones, then e-mails, each in their order; one of each kind is the main one.'),
  phones: z.array(z.string()).describe('E.164.'),
  emails: z.array(z.string()),
  manager: person.nullable().describe('Their personal manager.'),
  managerId: z.string().nullable(),
  segment: z.string(),
  createdAt: moment,
  updatedAt: moment,
});
export const contactCard = contactSchema.extend({
  companies: z.array(member).describe('The companies a person belongs to, and as what.'),
  people: z.array(member).describe('The people of a company.'),
  warnings: z
    .array(z.object({ path: z.enum(['code', 'vatCode']), code: z.enum(['unknown_form', 'check_digit']) }))
    .describe('What is odd about its codes. Nothing forbids it: old and special codes exist.'),
  duplicates: z.array(person).describe('Other contacts with one of its phones or e-mails. Nothing forbids it.'),
});
export const historySchema = z.object({
  id: z.string(),
  at: moment,
  author: person.nullable(),
  field: z.enum(CONTACT_FIELDS),
  before: z.unknown(),
  after: z.unknown(),
});
export const contactChat = z.object({
  number: z.number().int(),
  status: chatStatus,
  page: person,
  client: z.object({ firstName: z.string(), lastName: z.string() }),
  begins: z.string().nullable().describe('The words it began with.'),
  createdAt: moment,
  lastContactAt: moment,
  finishedAt: moment.nullable(),
});
export const matchSchema = z.object({ contact: contactSchema, matchedBy: z.enum(['phone', 'email']) });
export const chatContacts = z.object({ linked: contactSchema.nullable(), matches: z.array(matchSchema) });
export const contactPath = z.object({ id: z.uuid() });

export function toContact(row: ContactRow) {
  const { manager, createdAt, updatedAt } = row;
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    fullName: row.fullName,
    code: row.code,
    vatCode: row.vatCode,
    address: row.address,
    signatory: row.signatory,
    points: row.points,
    phones: row.phones,
    emails: row.emails,
    manager,
    managerId: manager?.id ?? null,
    segment: row.segment,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

interface Beside {
  companies: Member[];
  people: Member[];
  duplicates: { id: string; name: string }[];
}

export function toCard(row: ContactRow, beside: Beside) {
  const odd = [
    { path: 'code' as const, code: codeWarning(row.code) },
    { path: 'vatCode' as const, code: vatCodeWarning(row.vatCode) },
  ];
  const warnings = odd.flatMap(({ path, code }) => (code ? [{ path, code }] : []));
  return { ...toContact(row), ...beside, warnings };
}

export function toMatch({ matchedBy, ...contact }: ContactMatch) {
  return { contact: toContact(contact), matchedBy };
}

export function toHistory({ at, ...row }: HistoryRow) {
  return { ...row, at: at.toISOString() };
}

export function toContactChat({ firstName, lastName, ...row }: ContactChat) {
  return {
    ...row,
    client: { firstName, lastName },
    createdAt: row.createdAt.toISOString(),
    lastContactAt: row.lastContactAt.toISOString(),
    finishedAt: moments(row.finishedAt),
  };
}
