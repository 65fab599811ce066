import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ContactFields } from '#db/contacts/fields.ts';
import { Employee } from '#db/entities/employee.ts';
import type { ContactField } from '#db/entities/crm/contact-history.ts';
import type { ImportLayout, ImportProblem, MatchChoice } from '#workflows/importing/vocabulary.ts';

export const IMPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];
/** `ready`: checked, and waits to be started. `cancelled`: stopped in the midst; what was brought in stays. */
export const IMPORT_STATES = [
  'reading',
  'checking',
  'ready',
  'running',
  'done',
  'cancelled',
  'undoing',
  'undone',
  'failed',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
/** Why a file cannot be read. */
export const IMPORT_REASONS = ['not_a_table', 'too_many_rows', 'too_many_columns', 'too_large', 'no_rows'] as const;
export type ImportReason = (typeof IMPORT_REASONS)[number] | 'given_up';

/** `same`: it was brought in before, and is as it is; `repeat`: a row above it is of the same contact. */
export const ROW_OUTCOMES = ['new', 'match', 'repeat', 'same', 'faulty'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];
export type RowResult = 'made' | 'changed' | 'unchanged' | 'skipped' | 'same' | 'faulty';
/** `kept`: somebody has used or changed it since. */
export type RowUndone = 'removed' | 'restored' | 'kept';

/** Everything that undoing has to know of a row. */
export interface RowKept {
  /** Fields that it changed. */
  was: Partial<ContactFields>;
  became: Partial<ContactFields>;
  /** When the contact had been changed last, before and by it. */
  before: string | null;
  after: string;
  /** Fields that were changed since, and so are not given back. */
  left?: ContactField[];
}

const ContactImportSchema = defineEntity({
  name: 'ContactImport',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    /** Who brought it. */
    employee: () => p.manyToOne(Employee).nullable().deleteRule('set null').index(),
    /** What the file is called. */
    name: p.text(),
    format: p.text().$type<ImportFormat>(),
    size: p.integer(),
    sha256: p.text(),
    objectKey: p.text().unique(),
    layout: p.json<ImportLayout>(),
    onMatch: p.text().$type<MatchChoice>().default('skip'),
    state: p.text().$type<ImportState>().default('reading'),
    reason: p.text().$type<ImportReason>().nullable(),
    /** Rows of the file. */
    total: p.integer().default(0),
    /** The last line that was gone through, in what is going on. */
    place: p.integer().default(0),
    createdAt: p.datetime().defaultRaw('now()'),
    startedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    undoneAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'contact_import_under_way',
      expression: `create index contact_import_under_way on contact_import (created_at)
        where state in ('reading', 'checking', 'running', 'undoing')`,
    },
  ],
});

/** A file of contacts that somebody brings in. */
export class ContactImport extends ContactImportSchema.class {}
ContactImportSchema.setClass(ContactImport);

const ContactImportRowSchema = defineEntity({
  name: 'ContactImportRow',
  properties: {
    import: () => p.manyToOne(ContactImport).primary().deleteRule('cascade'),
    /** As whoever opens the file counts them. */
    line: p.integer().primary(),
    cells: p.array().columnType('text[]').$type<string[]>(),
    /** Of what it says of a contact: the same in another file is the same row. */
    hash: p.text().nullable(),
    /** Phones and e-mails in their one spelling. */
    keys: p.array().columnType('text[]').$type<string[]>().default([]),
    outcome: p.text().$type<RowOutcome>().nullable(),
    problems: p.json<ImportProblem[]>().defaultRaw(`'[]'`),
    /** Contacts with one of its phones or e-mails, as it was checked. */
    matches: p.array().columnType('uuid[]').$type<string[]>().default([]),
    /** The line above that is of the same contact. */
    repeats: p.integer().nullable(),
    /** What is to be done with this one; null: as with all. */
    choice: p.text().$type<MatchChoice>().nullable(),
    result: p.text().$type<RowResult>().nullable(),
    /** Whom it made or changed. No foreign key: it is what was, whatever becomes of them. */
    contactId: p.uuid().nullable(),
    kept: p.json<RowKept>().nullable(),
    undone: p.text().$type<RowUndone>().nullable(),
  },
  indexes: [
    {
      name: 'contact_import_row_done_index',
      expression: `create index contact_import_row_done_index on contact_import_row (hash)
        where result in ('made', 'changed') and undone is null`,
    },
  ],
});

/** A row of such a file. */
export class ContactImportRow extends ContactImportRowSchema.class {}
ContactImportRowSchema.setClass(ContactImportRow);
