import { defineEntity, p } from '@mikro-orm/postgresql';
import { Contact } from '#db/entities/contact.ts';
import type { ContactField } from '#db/entities/crm/contact-history.ts';
import { Employee } from '#db/entities/employee.ts';

/** Fields of which one of the two says what is so; phones, e-mails and companies are united. */
export const MERGED_FIELDS = [
  'name',
  'fullName',
  'code',
  'vatCode',
  'address',
  'signatory',
  'segment',
  'managerId',
] as const satisfies readonly ContactField[];
export type MergedField = (typeof MERGED_FIELDS)[number];

/** Tables whose rows go over to the winner: they name it in `contact_id` and are known by their `id`. */
export const GOES_OVER = ['client', 'customer_order', 'document', 'lead'] as const;
export type GoesOver = (typeof GOES_OVER)[number];

/** Everything that undoing has to know. */
export interface MergeRecord {
  fields: { field: MergedField; was: string | null; became: string | null }[];
  /** Points that went over, as they were. */
  points: { id: string; position: number; isMain: boolean }[];
  /** Companies the person went over to, people that went over to the company. */
  companies: string[];
  people: string[];
  /** Rows that went over, and rows that the winner had. */
  moved: Record<GoesOver, string[]>;
  own: Record<GoesOver, string[]>;
}

const ContactMergeSchema = defineEntity({
  name: 'ContactMerge',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    winner: () => p.manyToOne(Contact).deleteRule('cascade').index(),
    loser: () => p.manyToOne(Contact).deleteRule('cascade').index(),
    at: p.datetime().defaultRaw('now()'),
    author: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    record: p.json<MergeRecord>(),
    /** When the winner had been changed last. */
    winnerUpdatedAt: p.datetime(),
    undoneAt: p.datetime().nullable(),
    undoneBy: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
  },
});

/** Two contacts that somebody made one, until it is undone. */
export class ContactMerge extends ContactMergeSchema.class {}
ContactMergeSchema.setClass(ContactMerge);
