import { defineEntity, p } from '@mikro-orm/postgresql';
import { Company } from '#db/entities/documents/company.ts';
import type { DocumentKind, DocumentPart } from '#workflows/documents/vocabulary.ts';

const DocumentTemplateSchema = defineEntity({
  name: 'DocumentTemplate',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    kind: p.text().$type<DocumentKind>(),
    /** As its newest version calls it. */
    name: p.text(),
    /** Null: for all of them. */
    company: () => p.manyToOne(Company).nullable().deleteRule('restrict'),
    /** What a new document of its kind begins with. */
    isDefault: p.boolean().default(false),
    /** The number of its newest version. */
    version: p.integer().default(1),
    archivedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    {
      name: 'document_template_default_unique',
      expression:
        `create unique index document_template_default_unique on document_template (kind, company_id) ` +
        `nulls not distinct where is_default`,
    },
  ],
});

/** What documents of a kind say until somebody writes something else. */
export class DocumentTemplate extends DocumentTemplateSchema.class {}
DocumentTemplateSchema.setClass(DocumentTemplate);

const DocumentTemplateVersionSchema = defineEntity({
  name: 'DocumentTemplateVersion',
  properties: {
    template: () => p.manyToOne(DocumentTemplate).primary().deleteRule('restrict'),
    number: p.integer().primary(),
    name: p.text(),
    text: p.text(),
    remarks: p.text(),
    /** What it leaves out of the pages. */
    hidden: p.array().columnType('text[]').$type<DocumentPart[]>().defaultRaw(`'{}'`),
    /** Null: it came with the program. By name only: whoever goes takes no version along. */
    authorId: p.text().nullable(),
    /** The version which this one brings back. */
    restores: p.integer().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** What a template said at some time: it never changes. */
export class DocumentTemplateVersion extends DocumentTemplateVersionSchema.class {}
DocumentTemplateVersionSchema.setClass(DocumentTemplateVersion);
