import { z } from 'zod';
import { MEANINGS } from '#db/entities/records/source.ts';
import { ORDER_ORDERS, type OrderFilter, type OrderSort } from '#db/orders/list.ts';
import type { OrderRow } from '#db/orders/read.ts';
import { lineSchema, newLine, sum } from '../documents/line.ts';
import { moment, moments, pageQuery, person, plainText, someOf } from '../http/fields.ts';
import { recordFields, recordsAsked, toRecordFilter } from '../records/fields.ts';
import { statusOfRecord } from '../records/schema.ts';

export const orderSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  name: z.string().describe('May be empty.'),
  status: statusOfRecord,
  source: person.nullable(),
  owner: person.nullable(),
  contact: person.nullable(),
  withVat: z.boolean().describe('Prices have VAT in them.'),
  discount: z.int().describe('Off the whole, in kopecks.'),
  lines: z.array(lineSchema),
  total: z.int().describe('In kopecks, with VAT and without the discount: as its documents will have it.'),
  note: z.string(),
  reason: z.string().describe('Why it was cancelled.'),
  createdAt: moment,
  updatedAt: moment,
  archivedAt: moment.nullable(),
});

const fields = {
  ...recordFields,
  name: plainText.trim().max(200).describe('What it is about; may be empty.'),
  withVat: z.boolean().describe('Prices have VAT in them.'),
  discount: sum.describe('Off the whole, in kopecks.'),
  lines: z.array(newLine).max(500),
};
export const newOrder = z.object({
  name: fields.name.default(''),
  statusId: fields.statusId.default(null),
  sourceId: fields.sourceId.default(null),
  ownerId: fields.ownerId.default(null),
  contactId: fields.contactId.default(null),
  withVat: fields.withVat.default(false),
  discount: fields.discount.default(0),
  lines: fields.lines.default([]),
  note: fields.note.default(''),
  reason: fields.reason.default(''),
});
export const orderChange = someOf({ ...fields, statusId: z.uuid(), archived: z.boolean() });
export const orderPath = z.object({ id: z.uuid() });
export const ordersAsked = recordsAsked.extend({
  q: z
    .string()
    .max(200)
    .default('')
    .describe('Number, name, what is in its lines, or its contact’s name, phone or e-mail; a part is enough.'),
  meaning: z.enum(MEANINGS.order).optional().describe('What its status means.'),
  sort: z.enum(Object.keys(ORDER_ORDERS) as [OrderSort]).default('number'),
});
export const orderFilter = pageQuery.extend(ordersAsked.shape);

export function toOrderFilter(asked: z.infer<typeof ordersAsked>, by: string): OrderFilter {
  return { ...toRecordFilter(asked, by), meaning: asked.meaning ?? null, sort: asked.sort };
}

export function toOrder({ createdAt, updatedAt, archivedAt, ...row }: OrderRow): z.infer<typeof orderSchema> {
  const { id, number, name, status, source, owner, contact, withVat, discount, lines, total, note, reason } = row;
  return {
    id,
    number,
    name,
    status,
    source,
    owner,
    contact,
    withVat,
    discount,
    lines: lines.map((line) => ({ ...line, discount: line.discount ?? 0 })),
    total,
    note,
    reason,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    archivedAt: moments(archivedAt),
  };
}
