import { z } from 'zod';
import { LEAD_ORDERS, type LeadFilter, type LeadSort } from '#db/leads/list.ts';
import type { LeadRow } from '#db/leads/read.ts';
import { MEANINGS } from '#db/entities/records/source.ts';
import { moment, moments, pageQuery, person, plainText, someOf, words } from '../http/fields.ts';
import { kopecks, recordFields, recordsAsked, toRecordFilter } from '../records/fields.ts';
import { statusOfRecord } from '../records/schema.ts';

export const leadSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  name: z.string(),
  status: statusOfRecord,
  source: person.nullable(),
  amount: z.number().int().nullable().describe('In kopecks.'),
  owner: person.nullable(),
  contact: person.nullable(),
  phone: z.string().nullable().describe('E.164.'),
  email: z.string().nullable(),
  note: z.string(),
  reason: z.string().describe('Why it was lost.'),
  createdAt: moment,
  updatedAt: moment,
  archivedAt: moment.nullable(),
});

const fields = {
  ...recordFields,
  name: words.max(200),
  amount: kopecks.nullable(),
  phone: plainText.max(60).nullable(),
  email: plainText.max(254).nullable(),
};
export const newLead = z.object({
  name: fields.name,
  statusId: fields.statusId.default(null),
  sourceId: fields.sourceId.default(null),
  amount: fields.amount.default(null),
  ownerId: fields.ownerId.default(null),
  contactId: fields.contactId.default(null),
  phone: fields.phone.default(null),
  email: fields.email.default(null),
  note: fields.note.default(''),
  reason: fields.reason.default(''),
});
export const leadChange = someOf({ ...fields, statusId: z.uuid(), archived: z.boolean() });
export const leadPath = z.object({ id: z.uuid() });
export const leadAddress = z.object({
  id: z.union([z.uuid(), z.string().regex(/^[1-9]\d{0,8}$/)]).describe('Its id, or its number.'),
});
export const leadsAsked = recordsAsked.extend({
  meaning: z.enum(MEANINGS.lead).optional().describe('What its status means.'),
  sort: z.enum(Object.keys(LEAD_ORDERS) as [LeadSort]).default('number'),
});
export const leadFilter = pageQuery.extend(leadsAsked.shape);

export function toLeadFilter(asked: z.infer<typeof leadsAsked>, by: string): LeadFilter {
  return { ...toRecordFilter(asked, by), meaning: asked.meaning ?? null, sort: asked.sort };
}

export function toLead({ createdAt, updatedAt, archivedAt, amount, ...row }: LeadRow) {
  const { id, number, name, status, source, owner, contact, phone, email, note, reason } = row;
  return {
    id,
    number,
    name,
    status,
    source,
    owner,
    contact,
    phone,
    email,
    note,
    reason,
    amount: amount === null ? null : Number(amount),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    archivedAt: moments(archivedAt),
  };
}
