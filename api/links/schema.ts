import { z } from 'zod';
import { LINK_REASONS } from '#db/entities/records/client-lead.ts';
import type { LeadMatch, LinkedLead } from '#db/leads/links.ts';
import { contactSchema, matchSchema } from '../contacts/schema.ts';
import { moment, person } from '../http/fields.ts';
import { leadSchema, toLead } from '../leads/schema.ts';

export const linkPath = z.object({
  number: z.string(),
  kind: z.enum(['contact', 'lead']),
  id: z.uuid(),
});

const linkedLead = z.object({
  lead: leadSchema,
  why: z.enum(LINK_REASONS).describe('linked: by a person; made: out of a chat of theirs; automatic: by the settings.'),
  by: person.nullable(),
  at: moment,
  messages: z
    .object({ phone: z.string().nullable(), email: z.string().nullable() })
    .describe('The client’s messages that a lead made of a chat has these from.'),
});
const leadMatch = z.object({ lead: leadSchema, matchedBy: z.enum(['phone', 'email', 'contact']) });

/** What the client of a chat is linked to, and what they may be. */
export const linksSchema = z.object({
  contact: contactSchema.nullable(),
  leads: z.array(linkedLead).describe('Open ones first.'),
  suggestions: z.object({ contacts: z.array(matchSchema), leads: z.array(leadMatch) }).describe('Each with why.'),
});

export function toLinkedLead(row: LinkedLead) {
  return {
    lead: toLead(row),
    why: row.why,
    by: row.by,
    at: row.linkedAt.toISOString(),
    messages: { phone: row.phoneMessageId, email: row.emailMessageId },
  };
}

export const toLeadMatch = (row: LeadMatch) => ({ lead: toLead(row), matchedBy: row.matchedBy });
