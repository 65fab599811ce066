import type { RecordChange } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/words/format.ts';
import { phoneWords } from '#lib/words/words.ts';
import { MEANINGS, recordStatusWord } from './record-words.ts';

type Field = RecordChange['field'];

const FIELDS: Record<Field, () => string> = {
  name: m.name,
  statusId: m.record_status,
  sourceId: m.record_source,
  ownerId: m.record_owner,
  contactId: m.record_contact,
  note: m.record_note,
  reason: m.record_reason,
  archived: m.record_archive,
  amount: m.lead_amount_short,
  phone: m.phone,
  email: m.email,
  lines: m.document_lines,
  withVat: m.document_with_vat,
  discount: m.document_discount,
  total: m.order_total,
};

export const fieldWord = (field: Field): string => FIELDS[field]();

/** What a field said: null where it said nothing. */
export function changeWords(field: Field, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? m.history_yes() : m.history_no();
  if (typeof value === 'number') return money(value);
  if (Array.isArray(value)) return m.history_lines({ count: value.length });
  if (typeof value === 'object') return called(field, value);
  if (typeof value !== 'string') return null;
  return field === 'phone' ? phoneWords(value) : value;
}

/** A status, a source, a person. */
function called(field: Field, value: object): string {
  const text = (key: string): string => {
    const found: unknown = Reflect.get(value, key);
    return typeof found === 'string' ? found : '';
  };
  const meaning = MEANINGS.find((one) => one === text('meaning'));
  return field === 'statusId' && meaning ? recordStatusWord({ name: text('name'), meaning }) : text('name');
}
