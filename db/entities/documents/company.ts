import { defineEntity, p } from '@mikro-orm/postgresql';
import { StoredFile } from '#db/entities/file.ts';
import type { CompanyKind, Currency, DocumentKind, NumberRestart, QrFormat } from '#workflows/documents/vocabulary.ts';

export interface BankAccount {
  iban: string;
  bank: string;
  currency: Currency;
}

/** Who signs. */
export interface Signatory {
  name: string;
  post: string;
  /** On the ground of what, in the genitive: «Статуту». */
  basis: string;
}

const CompanySchema = defineEntity({
  name: 'Company',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    kind: p.text().$type<CompanyKind>(),
    name: p.text(),
    fullName: p.text(),
    /** ЄДРПОУ or РНОКПП. */
    code: p.text().default(''),
    vatCode: p.text().default(''),
    vatPayer: p.boolean().default(false),
    /** What stands under its requisites: «Платник єдиного податку, 3 група». */
    taxLine: p.text().default(''),
    address: p.text().default(''),
    /** Phones and the like, as they are printed. */
    contacts: p.text().default(''),
    /** The first one of a currency is the main one of it. */
    accounts: p.json<BankAccount[]>().default('[]'),
    signatory: p.json<Signatory>().default('{}'),
    numberFormats: p.json<Record<DocumentKind, string>>().default('{}'),
    numberRestart: p.text().$type<NumberRestart>().default('yearly'),
    qrFormat: p.text().$type<QrFormat>().default('003'),
    logo: () => p.manyToOne(StoredFile).nullable().deleteRule('restrict').index(),
    archivedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
});

/** In whose name documents are made out. */
export class Company extends CompanySchema.class {}
CompanySchema.setClass(Company);
