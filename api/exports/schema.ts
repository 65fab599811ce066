import { z } from 'zod';
import { EXPORT_FORMATS, EXPORT_KINDS, EXPORT_STATES } from '#db/entities/file.ts';
import type { ExportRow } from '#db/exports/read.ts';
import { isTimeZone } from '#workflows/checking/patch-schema.ts';
import { chatFilter } from '../chats/filter.ts';
import { contactsAsked } from '../contacts/filter.ts';
import { moment, plainText, refusedAs, whole } from '../http/fields.ts';
import { leadsAsked } from '../leads/schema.ts';
import { ordersAsked } from '../orders/schema.ts';

export const exportFilter = chatFilter.pick({
  status: true,
  pageId: true,
  operatorId: true,
  q: true,
  from: true,
  to: true,
  sort: true,
  order: true,
});

const timeZone = z
  .string()
  .refine(isTimeZone, refusedAs('UNKNOWN_TIME_ZONE', 'must be an IANA time zone'))
  .default('UTC')
  .describe('By whose clock moments are written.');

export const newExport = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('chats'),
    format: z.enum(EXPORT_FORMATS),
    filter: exportFilter.prefault({}).describe('Which chats, in the words of the list of chats.'),
    timeZone,
  }),
  z.object({
    kind: z.literal('contacts'),
    format: z.enum(EXPORT_FORMATS),
    filter: contactsAsked.prefault({}).describe('Which contacts, in the words of their list.'),
    timeZone,
  }),
  z.object({
    kind: z.literal('leads'),
    format: z.enum(EXPORT_FORMATS),
    filter: leadsAsked.prefault({}).describe('Which leads, in the words of their list.'),
    timeZone,
  }),
  z.object({
    kind: z.literal('orders'),
    format: z.enum(EXPORT_FORMATS),
    filter: ordersAsked.prefault({}).describe('Which orders, in the words of their list.'),
    timeZone,
  }),
  z.object({
    kind: z.literal('pages'),
    format: z.enum(EXPORT_FORMATS),
    filter: z
      .object({ q: plainText.max(200).default('').describe('In the name or the id; a part is enough.') })
      .prefault({})
      .describe('Which connected pages; for admins.'),
    timeZone,
  }),
  z.object({
    kind: z.literal('transcript'),
    format: z.enum(['pdf', 'print']),
    number: whole.min(1).describe('Of which chat.'),
    timeZone,
  }),
]);

export const exportPath = z.object({ id: z.uuid() });
export const exportId = z.object({ id: z.string() });

export const exportSchema = z.object({
  id: z.string(),
  kind: z.enum(EXPORT_KINDS),
  format: z.enum(EXPORT_FORMATS),
  number: z.number().int().nullable().describe('Of which chat it is the conversation; null of a list.'),
  state: z.enum(EXPORT_STATES),
  done: z.number().int().describe('Rows or messages written so far.'),
  total: z.number().int().nullable().describe('How many there will be; null until they are counted.'),
  createdAt: moment,
  expiresAt: moment.describe('Afterwards it is not there.'),
});

export type ExportBody = z.infer<typeof exportSchema>;

export function toExport({ id, kind, format, state, done, total, ...row }: ExportRow): ExportBody {
  const [createdAt, expiresAt] = [row.createdAt.toISOString(), row.expiresAt.toISOString()];
  return { id, kind, format, number: row.chatNumber, state, done, total, createdAt, expiresAt };
}
