import { defineEntity, p } from '@mikro-orm/postgresql';
import { Contact } from '#db/entities/contact.ts';
import { Company } from '#db/entities/documents/company.ts';
import { DocumentTemplateVersion } from '#db/entities/documents/template.ts';
import { Employee } from '#db/entities/employee.ts';
import { StoredFile } from '#db/entities/file.ts';
import { CustomerOrder } from '#db/entities/records/order.ts';
import type { Line } from '#workflows/documents/arithmetic.ts';
import type { Printed } from '#workflows/documents/printed.ts';
import type { Currency, DocumentKind } from '#workflows/documents/vocabulary.ts';

export const DOCUMENT_STATES = ['draft', 'issued', 'cancelled'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

const DocumentCounterSchema = defineEntity({
  name: 'DocumentCounter',
  properties: {
    company: () => p.manyToOne(Company).primary().deleteRule('cascade'),
    kind: p.text().$type<DocumentKind>().primary(),
    /** The year, the month (202611), or 0, as the company's numbers begin anew. */
    period: p.integer().primary(),
    last: p.integer(),
  },
});

/** The last number that was given of a company's kind of documents in a period of theirs. */
export class DocumentCounter extends DocumentCounterSchema.class {}
DocumentCounterSchema.setClass(DocumentCounter);

const DocumentSchema = defineEntity({
  name: 'Document',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    kind: p.text().$type<DocumentKind>(),
    company: () => p.manyToOne(Company),
    contact: () => p.manyToOne(Contact).nullable().deleteRule('set null').index(),
    /** From which it was made. */
    basedOn: () => p.manyToOne(Document).nullable().deleteRule('set null').index(),
    /** For which it is made out. */
    order: () => p.manyToOne(CustomerOrder).nullable().deleteRule('set null').index(),
    state: p.text().$type<DocumentState>().default('draft'),
    date: p.date(),
    dueDate: p.date().nullable(),
    currency: p.text().$type<Currency>().default('UAH'),
    /** Of one unit of it, in ten-thousandths of a hryvnia, and of which day. */
    rate: p.bigint('number').nullable(),
    rateDate: p.date().nullable(),
    withVat: p.boolean().default(false),
    /** In hundredths of its currency, like every sum. */
    discount: p.bigint('number').defaultRaw('0'),
    lines: p.json<Line[]>().default('[]'),
    ground: p.text().default(''),
    text: p.text().default(''),
    remarks: p.text().default(''),
    total: p.bigint('number').defaultRaw('0'),
    /** From which its text came. */
    template: () =>
      p
        .manyToOne(DocumentTemplateVersion)
        .joinColumns('template_id', 'template_version')
        .nullable()
        .updateRule('no action')
        .deleteRule('restrict'),
    number: p.text().nullable(),
    numberPeriod: p.integer().nullable(),
    numberCount: p.integer().nullable(),
    /** All that stands on its pages, as it was issued. */
    printed: p.json<Printed>().nullable(),
    file: () => p.manyToOne(StoredFile).nullable().deleteRule('restrict').index(),
    cancelledFile: () => p.manyToOne(StoredFile).nullable().deleteRule('restrict').index(),
    /** With which it was issued. */
    logo: () => p.manyToOne(StoredFile).nullable().deleteRule('restrict').index(),
    issuedAt: p.datetime().nullable(),
    issuedBy: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    cancelledAt: p.datetime().nullable(),
    cancelledBy: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    cancelReason: p.text().nullable(),
    paidOn: p.date().nullable(),
    paidSum: p.bigint('number').nullable(),
    author: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    {
      name: 'document_list_index',
      expression: 'create index document_list_index on document (created_at, id) include (kind, state, company_id)',
    },
    {
      name: 'document_kinds_index',
      expression: 'create index document_kinds_index on document (kind, state, company_id)',
    },
    {
      name: 'document_count_index',
      expression: 'create index document_count_index on document (number_count) where number_count is not null',
    },
    {
      name: 'document_number_index',
      expression: `create index document_number_index on document using gin (trigrams(lower(number)))
        where number is not null`,
    },
  ],
  uniques: [{ properties: ['company', 'kind', 'numberPeriod', 'numberCount'] }],
});

/** An invoice, a contract, an act or a waybill of a client. */
export class Document extends DocumentSchema.class {}
DocumentSchema.setClass(Document);
