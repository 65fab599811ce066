import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from '#db/entities/employee.ts';

export type ContactKind = 'person' | 'company';

const STANDING = 'merged_into_id is null';
const BY_NAME = 'name collate "uk-x-icu", id';
/** By which lists are cut out of them. */
const LISTED = [
  ['contact_count_index', 'manager_id, segment', STANDING],
  ['contact_merged_index', 'merged_into_id', 'merged_into_id is not null'],
  ['contact_by_creation', 'created_at, id', STANDING],
  ['contact_by_change', 'updated_at, id', STANDING],
  ['contact_by_manager', `coalesce(manager_id, ''), ${BY_NAME}`, STANDING],
  ['contact_by_segment', `segment, ${BY_NAME}`, `${STANDING} and segment <> ''`],
  ['contact_without_phone', BY_NAME, `${STANDING} and phones = '{}'`],
] as const;

const ContactSchema = defineEntity({
  name: 'Contact',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    name: p.text(),
    /** As it is searched (`fold` in the migrations). */
    folded: p.text().nullable().generated(`(fold(name)) stored`).lazy(),
    kind: p.text().$type<ContactKind>().default('person'),
    /** What documents call it, its code (ЄДРПОУ, РНОКПП), and who signs for it. */
    fullName: p.text().default(''),
    code: p.text().default(''),
    vatCode: p.text().default(''),
    address: p.text().default(''),
    signatory: p.text().default(''),
    /** E.164. Two contacts may share one: a family, an office. Both are sums of the rows of `contact_point`. */
    phones: p.array().columnType('text[]').$type<string[]>(),
    /** In lower case. */
    emails: p.array().columnType('text[]').$type<string[]>(),
    /** Their personal manager. */
    manager: () => p.manyToOne(Employee).nullable().deleteRule('set null').index(),
    segment: p.text().default(''),
    /** Another contact that is the same one: this row only leads to it. */
    mergedInto: () => p.manyToOne(Contact).nullable().deleteRule('set null'),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    {
      name: 'contact_company_name_index',
      expression: `create index contact_company_name_index on contact (lower(name)) where kind = 'company'`,
    },
    { name: 'contact_code_index', expression: `create index contact_code_index on contact (code) where code <> ''` },
    { name: 'contact_phones_index', expression: 'create index contact_phones_index on contact using gin (phones)' },
    { name: 'contact_emails_index', expression: 'create index contact_emails_index on contact using gin (emails)' },
    {
      name: 'contact_name_index',
      expression: 'create index contact_name_index on contact using gin (name_parts(folded))',
    },
    {
      name: 'contact_letters_index',
      expression: 'create index contact_letters_index on contact using gin (name_letters(folded))',
    },
    {
      name: 'contact_phone_parts_index',
      expression: `create index contact_phone_parts_index on contact using gin (trigrams(addresses(phones, '{}')))`,
    },
    {
      name: 'contact_email_parts_index',
      expression: `create index contact_email_parts_index on contact using gin (trigrams(addresses('{}', emails)))`,
    },
    {
      name: 'contact_by_name',
      expression: `create index contact_by_name on contact (${BY_NAME}) include (folded, manager_id, segment)
        where ${STANDING}`,
    },
    ...LISTED.map(([name, columns, where]) => ({
      name,
      expression: `create index ${name} on contact (${columns}) where ${where}`,
    })),
  ],
});

/** A person the company knows, however they write to it. */
export class Contact extends ContactSchema.class {}
ContactSchema.setClass(Contact);
