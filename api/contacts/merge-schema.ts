import { z } from 'zod';
import type { Candidate, MergeRow } from '#db/contacts/merging/read.ts';
import { MERGED_FIELDS } from '#db/entities/crm/contact-merge.ts';
import { moment, moments, person } from '../http/fields.ts';
import { contactCard, contactSchema, toContact } from './schema.ts';

const whose = z.enum(['winner', 'loser']);
const count = z.number().int();
const goesOver = { clients: count, documents: count, leads: count, orders: count };

export const newMerge = z.object({
  loserId: z.uuid(),
  fields: z
    .partialRecord(z.enum(MERGED_FIELDS), whose)
    .default({})
    .describe('Whose word it is, where both say something. The winner’s, unless it says nothing.'),
});
export const mergePath = z.object({ id: z.uuid(), mergeId: z.uuid() });

export const candidateSchema = z.object({
  contact: contactSchema,
  reasons: z.array(z.enum(['phone', 'email', 'code', 'name'])).describe('What is the same. A name alone is a hint.'),
  moves: z.object(goesOver).describe('What would go over to the other one.'),
});
export const mergeSchema = z.object({
  id: z.string(),
  at: moment,
  author: person.nullable(),
  loser: person,
  moved: z.object({ ...goesOver, points: z.number().int() }),
  undoneAt: moment.nullable(),
  undoneBy: person.nullable(),
});
export const merged = z.object({ id: z.string(), contact: contactCard });
export const parted = z.object({
  contact: contactCard,
  kept: z.array(z.enum(MERGED_FIELDS)).describe('Fields changed since, which were not overwritten.'),
  stayed: z.object(goesOver).describe('What was linked afterwards and stays with the winner.'),
  left: z
    .array(z.object({ kind: z.enum(['client', 'document', 'lead', 'order']), id: z.string(), name: z.string() }))
    .describe('The same, one by one: by its number, a client by their name.'),
});

export function toCandidate(candidate: Candidate) {
  const { samePhone, sameEmail, sameCode, sameName, clients, documents, leads, orders, ...row } = candidate;
  const reasons = [
    samePhone ? ('phone' as const) : null,
    sameEmail ? ('email' as const) : null,
    sameCode ? ('code' as const) : null,
    sameName ? ('name' as const) : null,
  ].filter((reason) => reason !== null);
  return { contact: toContact(row), reasons, moves: { clients, documents, leads, orders } };
}

export function toMerge({ at, undoneAt, clients, documents, leads, orders, points, ...row }: MergeRow) {
  const moved = { clients, documents, leads, orders, points };
  return { ...row, at: at.toISOString(), undoneAt: moments(undoneAt), moved };
}
