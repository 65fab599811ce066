import { defineEntity, p } from '@mikro-orm/postgresql';
import { Contact } from '#db/entities/contact.ts';

export type PointKind = 'phone' | 'email';

const ContactPointSchema = defineEntity({
  name: 'ContactPoint',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    contact: () => p.manyToOne(Contact).deleteRule('cascade'),
    kind: p.text().$type<PointKind>(),
    /** E.164, or the one spelling of an address. */
    value: p.text(),
    /** As somebody wrote it. */
    typed: p.text(),
    /** "work", "accountant". */
    label: p.text().default(''),
    /** One of each kind at most. */
    isMain: p.boolean().default(false),
    /** Among those of its kind. */
    position: p.integer(),
  },
  uniques: [{ properties: ['contact', 'kind', 'value'] }],
  indexes: [
    { properties: ['kind', 'value'] },
    {
      name: 'contact_point_main_index',
      expression: `create unique index contact_point_main_index on contact_point (contact_id, kind) where is_main`,
    },
  ],
});

/** A phone or an e-mail of a contact; two contacts may share one. */
export class ContactPoint extends ContactPointSchema.class {}
ContactPointSchema.setClass(ContactPoint);

const ContactMemberSchema = defineEntity({
  name: 'ContactMember',
  properties: {
    person: () => p.manyToOne(Contact).primary().deleteRule('cascade'),
    company: () => p.manyToOne(Contact).primary().deleteRule('cascade').index(),
    role: p.text().default(''),
  },
});

/** A person of a company, and as what. */
export class ContactMember extends ContactMemberSchema.class {}
ContactMemberSchema.setClass(ContactMember);
