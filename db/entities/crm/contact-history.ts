import { defineEntity, p } from '@mikro-orm/postgresql';
import { Contact } from '#db/entities/contact.ts';
import { Employee } from '#db/entities/employee.ts';

/** What of a contact is kept as it was. */
export const CONTACT_FIELDS = [
  'name',
  'kind',
  'fullName',
  'code',
  'vatCode',
  'address',
  'signatory',
  'segment',
  'managerId',
  'phones',
  'emails',
  'companies',
] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

const ContactHistorySchema = defineEntity({
  name: 'ContactHistory',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    contact: () => p.manyToOne(Contact).deleteRule('cascade'),
    at: p.datetime().defaultRaw('now()'),
    /** Null: nobody of the company, or somebody who is gone. */
    author: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    field: p.text().$type<ContactField>(),
    before: p.json<unknown>().nullable(),
    after: p.json<unknown>().nullable(),
  },
  indexes: [{ properties: ['contact', 'id'] }],
});

/** A field of a contact that was changed. */
export class ContactHistory extends ContactHistorySchema.class {}
ContactHistorySchema.setClass(ContactHistory);
