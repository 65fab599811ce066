import { z } from 'zod';
import type { CompanyRow } from '#db/companies/read.ts';
import { codeFits } from '#workflows/documents/codes.ts';
import { compactIban, isIban } from '#workflows/documents/iban.ts';
import { isNumberFormat, NUMBER_FORMAT_MAX } from '#workflows/documents/number-format.ts';
import {
  COMPANY_KINDS,
  CURRENCIES,
  DOCUMENT_KINDS,
  NUMBER_RESTARTS,
  QR_FORMATS,
} from '#workflows/documents/vocabulary.ts';
import { moment, plainText, refusedAs, words } from '../http/fields.ts';

const line = (most: number) => plainText.trim().max(most).default('');
const code = plainText
  .trim()
  .regex(/^\d{0,12}$/, 'must be digits')
  .default('');
const iban = plainText
  .max(60)
  .transform(compactIban)
  .refine(isIban, refusedAs('INVALID_IBAN', 'is no IBAN of Ukraine'));
const numberFormat = (standard: string) =>
  words
    .max(NUMBER_FORMAT_MAX)
    .refine(isNumberFormat, refusedAs('INVALID_NUMBER_FORMAT', 'must contain {n} once'))
    .default(standard);

/** As far as anybody counts their documents of a year. */
const count = z.int().min(1).max(100_000_000);

export const companyContent = z.object({
  kind: z.enum(COMPANY_KINDS).describe('A legal entity, or a person in business of their own.'),
  name: words.max(200).describe('As lists show it.'),
  fullName: words.max(300).describe('As documents say it.'),
  code: code.describe('ЄДРПОУ or РНОКПП.'),
  vatCode: code.describe('Of a payer of VAT.'),
  vatPayer: z.boolean().default(false),
  taxLine: line(300).describe('What stands under its requisites.'),
  address: line(300),
  contacts: line(300).describe('Phones and the like, as they are printed.'),
  accounts: z
    .array(z.object({ iban, bank: line(200), currency: z.enum(CURRENCIES).default('UAH') }))
    .max(10)
    .default([])
    .describe('The first one of a currency is the main one of it.'),
  signatory: z
    .object({ name: line(200), post: line(200), basis: line(300).describe('In the genitive: «Статуту».') })
    .prefault({}),
  numberFormats: z
    .object({
      invoice: numberFormat('РФ-{n:4}'),
      contract: numberFormat('Д-{n:4}'),
      act: numberFormat('АКТ-{n:4}'),
      waybill: numberFormat('ВН-{n:4}'),
    })
    .prefault({})
    .describe('`{n}` or `{n:4}` once; also `{yyyy}`, `{yy}`, `{mm}` of the document’s date.'),
  numberRestart: z
    .enum(NUMBER_RESTARTS)
    .optional()
    .describe(
      'When numbers begin with one again; monthly only where each format has `{mm}`. Changed, each series goes on ' +
        'after the last count of its days. Left out: as it is, yearly of a new one.',
    ),
  nextNumbers: z
    .partialRecord(z.enum(DOCUMENT_KINDS), count)
    .default({})
    .describe('From which count documents of this year, or month, go on. Only forward; left out: as it is.'),
  logoId: z
    .uuid()
    .nullable()
    .optional()
    .describe('An uploaded PNG or JPEG of at most 512 KB and 2000 × 2000 pixels. Null: none; left out: as it is.'),
  qrFormat: z.enum(QR_FORMATS).default('003').describe("Of the National Bank's payment code."),
  archived: z.boolean().default(false).describe('Nothing new is made out in its name.'),
});

export const companyPath = z.object({ id: z.uuid() });

export const companySchema = z.object({
  id: z.string(),
  kind: z.enum(COMPANY_KINDS),
  name: z.string(),
  fullName: z.string(),
  code: z.string(),
  vatCode: z.string(),
  vatPayer: z.boolean(),
  taxLine: z.string(),
  address: z.string(),
  contacts: z.string(),
  accounts: z.array(z.object({ iban: z.string(), bank: z.string(), currency: z.enum(CURRENCIES) })),
  signatory: z.object({ name: z.string(), post: z.string(), basis: z.string() }),
  numberFormats: z.object({ invoice: z.string(), contract: z.string(), act: z.string(), waybill: z.string() }),
  nextNumbers: z
    .object({ invoice: z.int(), contract: z.int(), act: z.int(), waybill: z.int() })
    .describe('The count of the next document of each kind, in this year or month.'),
  numberRestart: z.enum(NUMBER_RESTARTS),
  qrFormat: z.enum(QR_FORMATS),
  logo: z
    .object({ id: z.string(), name: z.string(), mime: z.string(), size: z.int(), sha256: z.string() })
    .nullable()
    .describe('A file: what is issued has the one of that moment.'),
  archived: z.boolean(),
  doubts: z.array(z.enum(['code'])).describe('Whose check digit does not fit. It may be right all the same.'),
  createdAt: moment,
  updatedAt: moment,
});

export function toCompany({ createdAt, updatedAt, ...row }: CompanyRow): z.infer<typeof companySchema> {
  return {
    ...row,
    doubts: row.code !== '' && !codeFits(row.code) ? ['code'] : [],
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
