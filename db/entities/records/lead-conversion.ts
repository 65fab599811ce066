import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from '#db/entities/employee.ts';
import { Lead } from './lead.ts';
import { CustomerOrder } from './order.ts';

/** What undoing has to know. */
export interface ConversionRecord {
  /** How the lead stood. */
  statusId: string;
  contactId: string | null;
  /** Whose it is since, and whether that contact was made for it. */
  becameId: string;
  isNew: boolean;
  /** Clients who are that contact since. */
  clientIds: string[];
}

const LeadConversionSchema = defineEntity({
  name: 'LeadConversion',
  properties: {
    lead: () => p.manyToOne(Lead).primary().deleteRule('cascade'),
    order: () => p.manyToOne(CustomerOrder).nullable().deleteRule('set null').index(),
    record: p.json<ConversionRecord>(),
    at: p.datetime().defaultRaw('now()'),
    by: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
  },
});

/** A lead that became a contact, and an order. */
export class LeadConversion extends LeadConversionSchema.class {}
LeadConversionSchema.setClass(LeadConversion);
