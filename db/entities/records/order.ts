import { defineEntity, p } from '@mikro-orm/postgresql';
import { Contact } from '#db/entities/contact.ts';
import { Employee } from '#db/entities/employee.ts';
import type { VatRate } from '#workflows/documents/vocabulary.ts';
import { countedIn } from './listed-by.ts';
import { RecordStatus, Source } from './source.ts';

const CustomerOrderSchema = defineEntity({
  name: 'CustomerOrder',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    number: p.integer().unique().autoincrement(),
    /** What it is about; may be empty. */
    name: p.text().default(''),
    /** As it is searched (`fold` in the migrations). */
    folded: p.text().nullable().generated(`(fold(name)) stored`).lazy(),
    status: () => p.manyToOne(RecordStatus).index(),
    source: () => p.manyToOne(Source).nullable(),
    owner: () => p.manyToOne(Employee).nullable().deleteRule('set null').index(),
    contact: () => p.manyToOne(Contact).nullable().deleteRule('set null').index(),
    withVat: p.boolean().default(false),
    /** In kopecks, like every sum. */
    discount: p.bigint('number').defaultRaw('0'),
    /** What its lines come to. */
    total: p.bigint('number').defaultRaw('0'),
    /** By which whoever asks twice for one gets the same. */
    key: p.text().nullable(),
    note: p.text().default(''),
    /** Why it was cancelled. */
    reason: p.text().default(''),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
    archivedAt: p.datetime().nullable(),
  },
  indexes: [
    ...countedIn('customer_order'),
    {
      name: 'customer_order_letters_index',
      expression: 'create index customer_order_letters_index on customer_order using gin (name_letters(folded))',
    },
    {
      name: 'customer_order_name_index',
      expression: 'create index customer_order_name_index on customer_order using gin (name_parts(folded))',
    },
    {
      name: 'customer_order_key_unique',
      expression: 'create unique index customer_order_key_unique on customer_order (key) where key is not null',
    },
    { name: 'customer_order_by_total', properties: ['total', 'number'] },
    { name: 'customer_order_by_change', properties: ['updatedAt', 'number'] },
    { name: 'customer_order_by_creation', properties: ['createdAt', 'number'] },
  ],
});

/** What somebody buys. */
export class CustomerOrder extends CustomerOrderSchema.class {}
CustomerOrderSchema.setClass(CustomerOrder);

const OrderLineSchema = defineEntity({
  name: 'OrderLine',
  properties: {
    order: () => p.manyToOne(CustomerOrder).primary().deleteRule('cascade'),
    position: p.integer().primary(),
    name: p.text(),
    /** As it is searched (`fold` in the migrations). */
    folded: p.text().nullable().generated(`(fold(name)) stored`).lazy(),
    unit: p.text(),
    /** In thousandths. */
    quantity: p.bigint('number'),
    price: p.bigint('number'),
    /** Null: without VAT. */
    vat: p.integer().$type<Exclude<VatRate, null>>().nullable(),
    /** Off this line alone. */
    discount: p.bigint('number').defaultRaw('0'),
  },
  indexes: [
    {
      name: 'order_line_name_index',
      expression: 'create index order_line_name_index on order_line using gin (name_parts(folded))',
    },
  ],
});

/** A line of an order. */
export class OrderLine extends OrderLineSchema.class {}
OrderLineSchema.setClass(OrderLine);
