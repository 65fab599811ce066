import type { LeadBody } from '#lib/api/records.ts';
import type { Lead, Person } from '#lib/api/types.ts';
import { sumText, typedSum } from '#lib/crm/record-words.ts';

/** What stands in the form of a lead. */
export type LeadFields = Omit<LeadBody, 'amount' | 'phone' | 'email' | 'contactId'> & {
  amount: string;
  phone: string;
  email: string;
  contact: Person | null;
};

export const NO_LEAD: LeadFields = {
  name: '',
  statusId: null,
  sourceId: null,
  amount: '',
  ownerId: null,
  contact: null,
  phone: '',
  email: '',
  note: '',
  reason: '',
};

export function leadFields(lead: Lead): LeadFields {
  return {
    name: lead.name,
    note: lead.note,
    reason: lead.reason,
    statusId: lead.status.id,
    sourceId: lead.source?.id ?? null,
    amount: sumText(lead.amount),
    ownerId: lead.owner?.id ?? null,
    contact: lead.contact,
    phone: lead.phone ?? '',
    email: lead.email ?? '',
  };
}

/** What of it is told to the company's other CRM. */
export const leadOutside = ({ name, phone, email, sourceId, amount, note }: LeadBody) => ({
  name,
  phone,
  email,
  sourceId,
  amount,
  note,
});

/** What is sent; null where the sum is none. */
export function leadBody(fields: LeadFields): LeadBody | null {
  const amount = typedSum(fields.amount);
  if (amount === undefined) return null;
  return {
    statusId: fields.statusId,
    sourceId: fields.sourceId,
    ownerId: fields.ownerId,
    contactId: fields.contact?.id ?? null,
    amount,
    name: fields.name.trim(),
    phone: fields.phone.trim() || null,
    email: fields.email.trim() || null,
    note: fields.note.trim(),
    reason: fields.reason.trim(),
  };
}
