import type { DocumentForm } from '#lib/api/documents.ts';
import type { Document, Person } from '#lib/api/types.ts';
import { decimalShown, typedDecimal, typedDiscount } from './typed-sums.ts';

export type LineFields = Pick<Document['lines'][number], 'name' | 'unit' | 'vat'> & {
  quantity: string;
  price: string;
  /** A sum, or a part of the line: «10%». */
  discount: string;
};

/** A document as a form has it: numbers as they are typed. */
export interface Fields {
  companyId: string;
  contact: Person | null;
  date: string;
  dueDate: string;
  currency: Document['currency'];
  /** Of one unit in hryvnias; nothing typed: prices are not reckoned by one. */
  rate: string;
  rateDate: string;
  withVat: boolean;
  discount: string;
  lines: LineFields[];
  ground: string;
  text: string;
  remarks: string;
  /** From which version of which template the text comes. */
  template: { id: string; version: number } | null;
}

export const emptyLine = (vat: LineFields['vat']): LineFields => ({
  name: '',
  unit: 'шт',
  quantity: '1',
  price: '',
  discount: '',
  vat,
});

export function fieldsOf(document: Document): Fields {
  const { company, contact, date, dueDate, currency, rate, withVat, discount, ground, text, remarks, template } =
    document;
  return {
    companyId: company.id,
    contact,
    date,
    dueDate: dueDate ?? '',
    currency,
    rate: rate ? decimalShown(rate.value, 4) : '',
    rateDate: rate?.date ?? date,
    withVat,
    discount: discount === 0 ? '' : decimalShown(discount, 2),
    lines: linesShown(document.lines),
    ground,
    text,
    remarks,
    template: template && { id: template.id, version: template.version },
  };
}

/** Lines as they are typed; one that is empty where there is none. */
export function linesShown(lines: Document['lines']): LineFields[] {
  const shown = lines.map(({ quantity, price, discount, ...line }) => ({
    ...line,
    quantity: decimalShown(quantity, 3),
    price: decimalShown(price, 2),
    discount: discount === 0 ? '' : decimalShown(discount, 2),
  }));
  return shown.length > 0 ? shown : [emptyLine(null)];
}

/** Lines as they are kept, those without a name left out; null: something stands in one that is no number. */
export function linesTyped(typed: LineFields[]): Document['lines'] | null {
  const lines = typed.filter(({ name }) => name.trim() !== '').map(lineOf);
  const read = lines.filter((line) => line !== null);
  return read.length < lines.length ? null : read;
}

/** What is kept of it; null: something stands in it that is no number. Lines without a name are none. */
export function formOf(kind: Document['kind'], fields: Fields): DocumentForm | null {
  const { contact, dueDate, lines: typed, template, rate: _rate, rateDate: _day, ...rest } = fields;
  const discount = fields.discount.trim() === '' ? 0 : typedDecimal(fields.discount, 2);
  const lines = linesTyped(typed);
  const rate = rateTyped(fields);
  if (discount === null || !lines || rate === undefined) return null;
  return {
    ...rest,
    kind,
    contactId: contact?.id ?? null,
    dueDate: dueDate === '' ? null : dueDate,
    rate,
    discount,
    lines,
    ...(template && { templateId: template.id, templateVersion: template.version }),
  };
}

/** Undefined: it is no rate, or of no day. */
function rateTyped({ currency, rate, rateDate }: Fields): Document['rate'] | undefined {
  if (currency === 'UAH' || rate.trim() === '') return null;
  const value = typedDecimal(rate, 4);
  return value === null || value === 0 || rateDate === '' ? undefined : { value, date: rateDate };
}

function lineOf({ name, unit, vat, ...typed }: LineFields): Document['lines'][number] | null {
  const [quantity, price] = [typedDecimal(typed.quantity, 3), typedDecimal(typed.price || '0', 2)];
  if (quantity === null || quantity === 0 || price === null) return null;
  const discount = typedDiscount(typed.discount, (quantity * price) / 1000);
  return discount === null ? null : { name: name.trim(), unit, quantity, price, vat, discount };
}
