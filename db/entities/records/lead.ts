import { defineEntity, p } from '@mikro-orm/postgresql';
import { Contact } from '#db/entities/contact.ts';
import { Employee } from '#db/entities/employee.ts';
import { countedIn } from './listed-by.ts';
import { RecordStatus, Source } from './source.ts';

const LeadSchema = defineEntity({
  name: 'Lead',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    number: p.integer().unique().autoincrement(),
    name: p.text(),
    /** As it is searched (`fold` in the migrations). */
    folded: p.text().nullable().generated(`(fold(name)) stored`).lazy(),
    status: () => p.manyToOne(RecordStatus).index(),
    source: () => p.manyToOne(Source).nullable(),
    /** In kopecks. */
    amount: p.bigint('number').nullable(),
    owner: () => p.manyToOne(Employee).nullable().deleteRule('set null').index(),
    contact: () => p.manyToOne(Contact).nullable().deleteRule('set null').index(),
    /** E.164. */
    phone: p.text().nullable(),
    email: p.text().nullable(),
    /** By which whoever asks twice for one gets the same. */
    key: p.text().nullable(),
    note: p.text().default(''),
    /** Why it was lost. */
    reason: p.text().default(''),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
    archivedAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'lead_letters_index',
      expression: 'create index lead_letters_index on lead using gin (name_letters(folded))',
    },
    { name: 'lead_name_index', expression: 'create index lead_name_index on lead using gin (name_parts(folded))' },
    ...countedIn('lead'),
    {
      name: 'lead_address_index',
      expression: `create index lead_address_index on lead
        using gin (trigrams(coalesce(phone, '') || ' ' || coalesce(email, '')))`,
    },
    {
      name: 'lead_phone_index',
      expression: 'create index lead_phone_index on lead (phone) where phone is not null',
    },
    {
      name: 'lead_email_index',
      expression: 'create index lead_email_index on lead (email) where email is not null',
    },
    {
      name: 'lead_key_unique',
      expression: 'create unique index lead_key_unique on lead (key) where key is not null',
    },
    { name: 'lead_by_amount', expression: 'create index lead_by_amount on lead (coalesce(amount, 0), number)' },
    { name: 'lead_by_change', properties: ['updatedAt', 'number'] },
    { name: 'lead_by_creation', properties: ['createdAt', 'number'] },
  ],
});

/** Somebody who may buy. */
export class Lead extends LeadSchema.class {}
LeadSchema.setClass(Lead);
