import type { OrderBody } from '#lib/api/records.ts';
import type { Order, Person } from '#lib/api/types.ts';
import { emptyLine, type LineFields, linesShown, linesTyped } from '#lib/documents/fields.ts';
import { decimalShown, typedDecimal } from '#lib/documents/typed-sums.ts';
import { type Totals, totalsOf } from '#workflows/documents/arithmetic.ts';

/** What stands in the form of an order: numbers as they are typed. */
export type OrderFields = Omit<OrderBody, 'lines' | 'discount' | 'contactId'> & {
  contact: Person | null;
  lines: LineFields[];
  discount: string;
};

export const noOrder = (): OrderFields => ({
  name: '',
  statusId: null,
  sourceId: null,
  ownerId: null,
  contact: null,
  lines: [emptyLine(null)],
  discount: '',
  withVat: false,
  note: '',
  reason: '',
});

export function orderFields(order: Order): OrderFields {
  const { name, contact, lines, discount, withVat, note, reason } = order;
  return {
    name,
    statusId: order.status.id,
    sourceId: order.source?.id ?? null,
    ownerId: order.owner?.id ?? null,
    contact,
    lines: linesShown(lines),
    discount: discount === 0 ? '' : decimalShown(discount, 2),
    withVat,
    note,
    reason,
  };
}

/** What is sent; null where something stands that is no number. */
export function orderBody(fields: OrderFields): OrderBody | null {
  const { contact, ...rest } = fields;
  const discount = fields.discount.trim() === '' ? 0 : typedDecimal(fields.discount, 2);
  const lines = linesTyped(fields.lines);
  if (discount === null || !lines) return null;
  return {
    ...rest,
    name: fields.name.trim(),
    note: fields.note.trim(),
    reason: fields.reason.trim(),
    contactId: contact?.id ?? null,
    lines,
    discount,
  };
}

/** What it comes to as it stands; null while something in it is no number. */
export function orderTotals(fields: OrderFields): Totals | null {
  const body = orderBody(fields);
  return body && totalsOf(body.lines, body);
}

/** What of it is told to the company's other CRM. */
export const orderOutside = ({ name, sourceId, withVat, discount, lines, note }: OrderBody) => ({
  name,
  sourceId,
  withVat,
  discount,
  lines,
  note,
});
