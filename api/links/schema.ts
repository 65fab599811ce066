import { z } from 'zod';
import { LINK_REASONS } from '#db/entities/records/client-lead.ts';
import { RECORD_KINDS } from '#db/entities/records/source.ts';
import type { LeadMatch, LinkedLead } from '#db/leads/links.ts';
import type { LinkedOrder, OrderMatch } from '#db/orders/links.ts';
import { contactSchema, matchSchema } from '../contacts/schema.ts';
import { moment, person } from '../http/fields.ts';
import { leadSchema, toLead } from '../leads/schema.ts';
import { taskSchema } from '../outside/schema.ts';
import { newOrder, orderSchema, toOrder } from '../orders/schema.ts';

export const linkPath = z.object({
  number: z.string(),
  kind: z.enum(['contact', 'lead', 'order']),
  id: z.uuid(),
});

export const orderOfChat = newOrder.extend({
  sourceId: z.uuid().nullable().optional().describe('Left out: the one of the settings, `orderSourceId`.'),
});
export const mainPath = z.object({ number: z.string(), kind: z.enum(RECORD_KINDS), id: z.uuid() });

const linkedLead = z.object({
  lead: leadSchema,
  isMain: z.boolean().describe('The one that is meant where one is.'),
  why: z.enum(LINK_REASONS).describe('linked: by a person; made: out of a chat of theirs; automatic: by the settings.'),
  by: person.nullable(),
  at: moment,
  messages: z
    .object({ phone: z.string().nullable(), email: z.string().nullable() })
    .describe('The client’s messages that a lead made of a chat has these from.'),
});
const matchedBy = z.enum(['phone', 'email', 'contact']);
const leadMatch = z.object({ lead: leadSchema, matchedBy });
const linkedOrder = z.object({
  order: orderSchema,
  isMain: linkedLead.shape.isMain,
  why: linkedLead.shape.why,
  by: person.nullable(),
  at: moment,
  messages: z
    .object({ contact: z.string().nullable() })
    .describe('The client’s message by which the contact of an order made of a chat is known.'),
});
const orderMatch = z.object({ order: orderSchema, matchedBy });

/** What the client of a chat is linked to, and what they may be. */
export const linksSchema = z.object({
  contact: contactSchema.nullable(),
  leads: z.array(linkedLead).describe('The main one first, then open ones.'),
  orders: z.array(linkedOrder).describe('The main one first, then open ones.'),
  orderSource: person.nullable().describe('Which an order made of this chat has, unless another one is said.'),
  outside: z
    .array(z.object({ kind: z.enum(RECORD_KINDS), number: z.string(), url: z.string(), at: moment }))
    .describe('Leads and orders of their chats that stand in the company’s other CRM.'),
  asked: z.array(taskSchema).describe('What was asked of that CRM and is not there.'),
  neighbour: z.string().nullable().describe('Its host; none while it is switched off: leads are made here then.'),
  suggestions: z
    .object({ contacts: z.array(matchSchema), leads: z.array(leadMatch), orders: z.array(orderMatch) })
    .describe('Each with why.'),
});

export function toLinkedLead(row: LinkedLead) {
  return {
    lead: toLead(row),
    isMain: row.isMain,
    why: row.why,
    by: row.by,
    at: row.linkedAt.toISOString(),
    messages: { phone: row.phoneMessageId, email: row.emailMessageId },
  };
}

export const toLeadMatch = (row: LeadMatch) => ({ lead: toLead(row), matchedBy: row.matchedBy });

export function toLinkedOrder(row: LinkedOrder) {
  return {
    order: toOrder(row),
    isMain: row.isMain,
    why: row.why,
    by: row.by,
    at: row.linkedAt.toISOString(),
    messages: { contact: row.contactMessageId },
  };
}

export const toOrderMatch = (row: OrderMatch) => ({ order: toOrder(row), matchedBy: row.matchedBy });
