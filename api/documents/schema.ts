import { z } from 'zod';
import { DOCUMENT_STATES } from '#db/entities/documents/document.ts';
import type { DocumentRow } from '#db/documents/read.ts';
import { CURRENCIES, DOCUMENT_KINDS } from '#workflows/documents/vocabulary.ts';
import { moment, moments, numberText, pageQuery, person, plainText, whole, words } from '../http/fields.ts';
import { lineSchema, newLine, sum } from './line.ts';
import { bodyText, remarksText } from './texts.ts';

const DAYS = 'A day, `2026-11-26`.';
const kind = z.enum(DOCUMENT_KINDS).describe('Рахунок, договір, акт, видаткова накладна.');
export const currency = z.enum(CURRENCIES);
const day = z.iso.date().refine((text) => text >= '1991-01-01' && text < '2200-01-01', 'must be a day of our time');

const documentContent = z.object({
  kind,
  companyId: z.uuid(),
  contactId: z.uuid().nullable().default(null),
  date: day.optional().describe(`${DAYS} Left out: today in Kyiv.`),
  dueDate: day.nullable().default(null).describe('Until when it is to be paid.'),
  currency: currency.default('UAH').describe('Every sum of it is in hundredths of this.'),
  rate: z
    .object({ value: whole.min(1).describe('Of one unit, in ten-thousandths of a hryvnia.'), date: day })
    .nullable()
    .default(null)
    .describe('By which the prices were reckoned; printed where the document is not in hryvnias.'),
  withVat: z.boolean().default(false).describe('Prices have VAT in them.'),
  discount: sum.default(0).describe('Off the whole, in hundredths of the currency.'),
  lines: z.array(newLine).max(500).default([]),
  ground: plainText.trim().max(300).default('').describe('By which contract or order.'),
  text: bodyText
    .optional()
    .describe('`# ` begins a heading, `**…**` is strong, {{variables}}. Left out: that of its template.'),
  remarks: remarksText.optional().describe('Left out: those of its template.'),
  templateId: z
    .uuid()
    .optional()
    .describe(
      'From which its text comes. Left out: as it was; without a text, the default one of its kind and company.',
    ),
  templateVersion: whole.min(1).optional().describe('Left out: its newest one.'),
});
export type GivenDocument = z.infer<typeof documentContent>;
export const newDocument = documentContent.extend({
  companyId: z
    .uuid()
    .optional()
    .describe(
      'Left out: that of the document it is made from, or what the settings of the page of the chat or the order say ' +
        '(`documentCompanyId`), or the first one.',
    ),
  chatNumber: whole.min(1).optional().describe('The chat it is made out in.'),
  basedOnId: z.uuid().nullable().default(null).describe('The document it is made from.'),
  orderId: z
    .uuid()
    .nullable()
    .default(null)
    .describe('The order it is for; left out: that of the document it is made from.'),
});
export const changedDocument = documentContent;
export const documentPath = z.object({ id: z.uuid() });
export const cancelling = z.object({ reason: words.max(500) });
export const paying = z.object({ date: day, sum });

export const documentQuery = pageQuery.extend({
  kind: kind.optional(),
  state: z.enum(DOCUMENT_STATES).optional(),
  contactId: z.uuid().optional(),
  companyId: z.uuid().optional(),
  orderId: z.uuid().optional(),
  chatNumber: numberText.optional().describe('What may go into this chat: of whom its client is linked to.'),
  q: plainText.trim().max(200).default('').describe("A part of a number or of the client's name."),
});

export const documentSchema = z.object({
  id: z.string(),
  kind,
  company: person,
  contact: person.nullable(),
  basedOn: z.object({ id: z.string(), kind, number: z.string().nullable() }).nullable(),
  order: z.object({ id: z.string(), number: z.int() }).nullable(),
  template: z
    .object({
      id: z.string(),
      name: z.string(),
      version: z.int(),
      newerVersion: z.int().nullable().describe('Of a draft: the newest one, where it says something else.'),
      isEdited: z.boolean().describe('The document says something else than the version it comes from.'),
    })
    .nullable()
    .describe('From which its text came.'),
  state: z.enum(DOCUMENT_STATES),
  number: z.string().nullable().describe('Of an issued one; drafts have none.'),
  date: z.string(),
  dueDate: z.string().nullable(),
  currency,
  rate: z.object({ value: z.int(), date: z.string() }).nullable(),
  withVat: z.boolean(),
  discount: z.int(),
  lines: z.array(lineSchema),
  ground: z.string(),
  text: z.string(),
  remarks: z.string(),
  total: z.int().describe('In hundredths of the currency, with VAT and without the discount.'),
  paid: z.object({ date: z.string(), sum: z.int() }).nullable().describe('Marked by hand.'),
  cancelReason: z.string().nullable(),
  sendingState: z
    .string()
    .nullable()
    .describe('How far its last sending is, as `sending` of one tells; null: none was.'),
  hasPaymentLink: z.boolean().describe('It may be sent with a button that pays it.'),
  issuedAt: moment.nullable(),
  issuedBy: person.nullable(),
  author: person.nullable(),
  createdAt: moment,
  updatedAt: moment,
});

const WHY_NOT = ['not_issued', 'no_client', 'not_linked', 'chat_finished', 'no_chat', 'no_access'] as const;

/** One by itself: with what became of its last sending. */
export const documentCard = documentSchema.extend({
  sending: z
    .object({
      state: z.string().describe('`waiting`, `made`, `held`, `refused`, or the state of its message.'),
      reason: z.string().nullable(),
      chatNumber: z.int().nullable().describe('Null: a chat that whoever asks may not see.'),
      at: moment,
    })
    .nullable(),
  canSend: z.object({ ok: z.boolean(), reason: z.enum(WHY_NOT).nullable() }).describe('By whoever asks, now.'),
});
export const sendingBody = z.object({
  chatNumber: whole.min(1).optional(),
  paymentButton: z.boolean().default(false).describe('With a button that pays it, where it has a payment link.'),
});

export function toDocument({ hidden: _hidden, ...row }: DocumentRow): z.infer<typeof documentSchema> {
  return {
    ...row,
    lines: row.lines.map((one) => ({ ...one, discount: one.discount ?? 0 })),
    issuedAt: moments(row.issuedAt),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
