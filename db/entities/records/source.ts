import { defineEntity, p } from '@mikro-orm/postgresql';

export const RECORD_KINDS = ['lead', 'order'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

const SourceSchema = defineEntity({
  name: 'Source',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    kind: p.text().$type<RecordKind>(),
    name: p.text(),
    position: p.integer(),
    archivedAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'source_name_unique',
      expression: `create unique index source_name_unique on source (kind, fold(name)) where archived_at is null`,
    },
  ],
});

/** Where leads or orders come from. */
export class Source extends SourceSchema.class {}
SourceSchema.setClass(Source);

/** By what rules know a status, whatever a company calls it. */
export const MEANINGS = {
  lead: ['new', 'in_work', 'converted', 'lost', 'junk'],
  order: ['new', 'in_work', 'done', 'cancelled'],
} as const;
export type Meaning = (typeof MEANINGS)[RecordKind][number];

const RecordStatusSchema = defineEntity({
  name: 'RecordStatus',
  tableName: 'record_status',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    kind: p.text().$type<RecordKind>(),
    meaning: p.text().$type<Meaning>(),
    /** Empty: it is called by its meaning, in the reader's language. */
    name: p.text().default(''),
    position: p.integer(),
    archivedAt: p.datetime().nullable(),
  },
});

/** How leads or orders stand. */
export class RecordStatus extends RecordStatusSchema.class {}
RecordStatusSchema.setClass(RecordStatus);
