import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client } from '#db/entities/client.ts';
import { Employee } from '#db/entities/employee.ts';
import { Lead } from './lead.ts';

/** How it came to be: a person linked it, or made it out of a chat, or the chat wanted it by its settings. */
export const LINK_REASONS = ['linked', 'made', 'automatic'] as const;
export type LinkReason = (typeof LINK_REASONS)[number];

const ClientLeadSchema = defineEntity({
  name: 'ClientLead',
  properties: {
    client: () => p.manyToOne(Client).primary().deleteRule('cascade'),
    lead: () => p.manyToOne(Lead).primary().deleteRule('cascade').index(),
    /** The one that is meant where one is; at most one of a client. */
    isMain: p.boolean().default(false),
    why: p.text().$type<LinkReason>(),
    by: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    /** The client's messages that a lead made of a chat has its phone and e-mail from. */
    phoneMessageId: p.uuid().nullable(),
    emailMessageId: p.uuid().nullable(),
    at: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    {
      name: 'client_lead_main_index',
      expression: 'create unique index client_lead_main_index on client_lead (client_id) where is_main',
    },
  ],
});

/** A lead that a client's chats are about. */
export class ClientLead extends ClientLeadSchema.class {}
ClientLeadSchema.setClass(ClientLead);
