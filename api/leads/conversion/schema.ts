import { z } from 'zod';
import type { ConversionRow, LeadCandidate } from '#db/leads/conversion/read.ts';
import { contactSchema, toContact } from '../../contacts/schema.ts';
import { moment, person, words } from '../../http/fields.ts';
import { newOrder } from '../../orders/schema.ts';
import { leadSchema } from '../schema.ts';

export const newConversion = z.object({
  contactId: z
    .uuid()
    .nullable()
    .default(null)
    .describe('A contact that is there; left out: the lead’s own, or a new one.'),
  contact: z
    .object({ name: words.max(200) })
    .nullable()
    .default(null)
    .describe('A new one of this name, with the phone and the e-mail of the lead.'),
  order: newOrder
    .omit({ contactId: true })
    .nullable()
    .optional()
    .describe('Left out: one with the name, the sum and the owner of the lead; null: none.'),
});

const conversion = z.object({
  order: z.object({ id: z.string(), number: z.int() }).nullable(),
  contact: person.nullable(),
  isNew: z.boolean().describe('The contact was made for it.'),
  at: moment,
  by: person.nullable(),
});
export const conversionSchema = z.object({
  conversion: conversion.nullable().describe('What became of it; null: it is not converted.'),
  candidates: z
    .array(z.object({ contact: contactSchema, reasons: z.array(z.enum(['phone', 'email', 'name'])) }))
    .describe('Contacts that it may be of, each with why.'),
});
export const undone = z.object({
  lead: leadSchema,
  order: z.enum(['deleted', 'archived']).nullable().describe('archived: somebody worked on it since.'),
  contact: z.enum(['deleted', 'stays']).describe('deleted: it was made for this lead, and nothing else names it.'),
});

export function toCandidate({ samePhone, sameEmail, sameName, ...row }: LeadCandidate) {
  const reasons = [
    samePhone ? ('phone' as const) : null,
    sameEmail ? ('email' as const) : null,
    sameName ? ('name' as const) : null,
  ].filter((reason) => reason !== null);
  return { contact: toContact(row), reasons };
}

export const toConversion = ({ at, ...row }: ConversionRow) => ({ ...row, at: at.toISOString() });
