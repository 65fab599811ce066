import { z } from 'zod';
import type { TemplateRow, TemplateVersionRow } from '#db/document-templates/read.ts';
import { SAMPLES } from '#workflows/documents/samples.ts';
import { DOCUMENT_KINDS, DOCUMENT_PARTS } from '#workflows/documents/vocabulary.ts';
import { bodyText, remarksText } from '../documents/texts.ts';
import { moment, person, whole, words } from '../http/fields.ts';

const kind = z.enum(DOCUMENT_KINDS).describe('Рахунок, договір, акт, видаткова накладна.');
const companyId = z.uuid().nullable().default(null).describe('Null: for all own companies.');
const content = {
  name: words.max(100),
  text: bodyText
    .default('')
    .describe(
      '`# ` begins a heading, every other line is a clause, `[-] ` one that is off, `**…**` is strong, {{variables}}.',
    ),
  remarks: remarksText.default('').describe('Under the lines, with {{variables}}.'),
  hidden: z
    .array(z.enum(DOCUMENT_PARTS))
    .max(50)
    .default([])
    .transform((given) => DOCUMENT_PARTS.filter((part) => given.includes(part)))
    .describe('What it leaves out of the pages; VAT and discounts: their columns, sums stay as they are.'),
};

export const templateQuery = z.object({
  kind: kind.optional(),
  companyId: z.uuid().optional().describe('What documents of this company may be made from.'),
});
export const newTemplate = z.object({ kind, companyId, ...content });
export const changedTemplate = z.object({
  ...content,
  version: whole.min(1).describe('The newest one that whoever writes has seen.'),
  restores: whole.min(1).nullable().default(null).describe('The version that is brought back.'),
});
export const templatePath = z.object({ id: z.uuid() });
export const templatePreview = z.object({
  kind,
  companyId,
  text: content.text,
  remarks: content.remarks,
  hidden: content.hidden,
  sample: z.enum(SAMPLES).default('usual').describe('By which example it is shown.'),
  documentId: z.uuid().nullable().default(null).describe('By the values of this document.'),
});

export const templateSchema = z.object({
  id: z.string(),
  kind,
  name: z.string(),
  company: person.nullable().describe('Null: for all own companies.'),
  isDefault: z.boolean().describe('What new documents of its kind begin with, of its company or of all.'),
  archived: z.boolean(),
  version: z.int().describe('The newest one.'),
  text: z.string(),
  remarks: z.string(),
  hidden: z.array(z.enum(DOCUMENT_PARTS)).describe('What it leaves out of the pages.'),
  changedAt: moment,
  changedBy: person.nullable().describe('Null: it came with the program.'),
  createdAt: moment,
});

export const templateVersionSchema = z.object({
  id: z.string(),
  number: z.int(),
  name: z.string(),
  text: z.string(),
  remarks: z.string(),
  hidden: z.array(z.enum(DOCUMENT_PARTS)).describe('What it leaves out of the pages.'),
  restores: z.int().nullable().describe('The version which this one brought back.'),
  at: moment,
  by: person.nullable(),
});

export const toTemplate = (row: TemplateRow): z.infer<typeof templateSchema> => ({
  ...row,
  changedAt: row.changedAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});

export const toTemplateVersion = (row: TemplateVersionRow): z.infer<typeof templateVersionSchema> => ({
  ...row,
  id: String(row.number),
  at: row.at.toISOString(),
});
