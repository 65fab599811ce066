import { z } from 'zod';
import { RECORD_KINDS } from '#db/entities/records/source.ts';
import { DOCUMENT_STATES } from '#db/entities/documents/document.ts';
import { type Line, LINE_KINDS, type LinePlace, type Told } from '#db/contacts/timeline.ts';
import type { ContactSummary } from '#db/contacts/summary.ts';
import { DOCUMENT_KINDS } from '#workflows/documents/vocabulary.ts';
import { currency, documentSchema, toDocument } from '../../documents/schema.ts';
import { ApiError } from '../../errors/error.ts';
import { cursorQuery, readCursor, writeCursor } from '../../http/cursor.ts';
import { moment } from '../../http/fields.ts';
import { leadSchema, toLead } from '../../leads/schema.ts';
import { orderSchema, toOrder } from '../../orders/schema.ts';
import { historyOfRecord, toRecordHistory } from '../../records/schema.ts';
import { mergeSchema, toMerge } from '../merge-schema.ts';
import { contactChat, historySchema, toContactChat, toHistory } from '../schema.ts';

export const timelineQuery = cursorQuery.extend({
  pageSize: z.coerce.number().int().min(1).max(100).default(25),
});

const recordChange = historyOfRecord.extend({
  kind: z.enum(RECORD_KINDS),
  recordId: z.string(),
  number: z.int(),
});
const lineSchema = z.object({
  kind: z.enum(LINE_KINDS),
  id: z.string(),
  at: moment,
  chat: contactChat.nullable(),
  lead: leadSchema.nullable(),
  order: orderSchema.nullable(),
  document: documentSchema.nullable(),
  change: historySchema.nullable().describe('A field of the contact.'),
  record: recordChange.nullable().describe('A field of a lead or an order of theirs.'),
  merge: mergeSchema.nullable().describe('Another contact that was found to be the same.'),
});
export const timelineSchema = z.object({ items: z.array(lineSchema), next: z.string().nullable() });

const sum = z.int().describe('In kopecks.');
export const summarySchema = z.object({
  openOrders: z.int(),
  order: z
    .object({ id: z.string(), number: z.int(), name: z.string(), total: sum })
    .nullable()
    .describe('The newest one that is open.'),
  debt: sum.describe('Of issued invoices in hryvnias, what is not paid; in kopecks.'),
  debts: z
    .array(z.object({ currency, sum: z.int().describe('In hundredths.') }))
    .describe('What is not paid of issued invoices, in each currency by itself.'),
  document: z
    .object({
      id: z.string(),
      kind: z.enum(DOCUMENT_KINDS),
      number: z.string().nullable(),
      state: z.enum(DOCUMENT_STATES),
      total: z.int().describe('In hundredths of its currency.'),
      currency,
      paidSum: z.int().describe('What was paid of it: a part, or all.'),
    })
    .nullable()
    .describe('The last one.'),
});

export const toSummary = (row: ContactSummary): z.infer<typeof summarySchema> => ({
  ...row,
  debt: row.debts.find((one) => one.currency === 'UAH')?.sum ?? 0,
});

const place = z.object({
  key: z.iso.datetime(),
  id: z.string().regex(new RegExp(`^(${LINE_KINDS.join('|')}) [\\w-]+$`)),
});

/** After which line the next page begins. */
export function placeOf(cursor: string | undefined): LinePlace | null {
  const read = readCursor(cursor);
  if (!read) return null;
  const found = place.safeParse('last' in read ? read.last : null);
  const [name, id] = found.data?.id.split(' ') ?? [];
  const kind = LINE_KINDS.find((one) => one === name);
  if (!found.data || !kind || id === undefined)
    throw new ApiError('BAD_REQUEST', [{ path: 'cursor', message: 'is no cursor of this list' }]);
  return { key: found.data.key, kind, id };
}

export const cursorAfter = ({ key, kind, id }: Line): string | null =>
  writeCursor({ last: { key, id: `${kind} ${id}` } });

export function toLine({ kind, id, at }: Line, told: Told): z.infer<typeof lineSchema> {
  const [chat, lead, order] = [told.chat.get(id), told.lead.get(id), told.order.get(id)];
  const record = told.record_change.get(id);
  const [document, change, merge] = [told.document.get(id), told.change.get(id), told.merge.get(id)];
  return {
    kind,
    id,
    at: at.toISOString(),
    chat: chat ? toContactChat(chat) : null,
    lead: lead ? toLead(lead) : null,
    order: order ? toOrder(order) : null,
    document: document ? toDocument(document) : null,
    change: change ? toHistory(change) : null,
    record: record
      ? { ...toRecordHistory(record), kind: record.kind, recordId: record.recordId, number: record.number }
      : null,
    merge: merge ? toMerge(merge) : null,
  };
}
