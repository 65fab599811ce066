import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from '#db/entities/employee.ts';
import { Lead } from './lead.ts';
import { CustomerOrder } from './order.ts';

/** What of leads and orders is kept as it was. */
export const RECORD_FIELDS = [
  'name',
  'statusId',
  'sourceId',
  'ownerId',
  'contactId',
  'note',
  'reason',
  'archived',
  'amount',
  'phone',
  'email',
  'lines',
  'withVat',
  'discount',
  'total',
] as const;
export type RecordField = (typeof RECORD_FIELDS)[number];

const RecordHistorySchema = defineEntity({
  name: 'RecordHistory',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    /** One of the two. */
    lead: () => p.manyToOne(Lead).nullable().deleteRule('cascade'),
    order: () => p.manyToOne(CustomerOrder).nullable().deleteRule('cascade'),
    at: p.datetime().defaultRaw('now()'),
    /** Null: nobody of the company, or somebody who is gone. */
    author: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    field: p.text().$type<RecordField>(),
    before: p.json<unknown>().nullable(),
    after: p.json<unknown>().nullable(),
  },
  indexes: [{ properties: ['lead', 'id'] }, { properties: ['order', 'id'] }],
});

/** A field of a lead or an order that was changed. */
export class RecordHistory extends RecordHistorySchema.class {}
RecordHistorySchema.setClass(RecordHistory);
