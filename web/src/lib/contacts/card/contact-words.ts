import type { ContactChange } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import { phoneWords } from '#lib/words/words.ts';
import type { CodeWarning } from '#workflows/reading/codes.ts';

const FIELDS: Record<ContactChange['field'], () => string> = {
  name: m.name,
  kind: m.contacts_kind,
  fullName: m.contacts_full_name,
  code: m.contacts_code,
  vatCode: m.contacts_vat_code,
  address: m.contacts_address,
  signatory: m.contacts_signatory,
  segment: m.contacts_segment,
  managerId: m.contacts_manager,
  phones: m.contacts_phones,
  emails: m.contacts_emails,
  companies: m.contacts_companies,
};

export const fieldWord = (field: ContactChange['field']): string => FIELDS[field]();

export const oddCode = (warning: CodeWarning): string =>
  warning === 'check_digit' ? m.contacts_code_check_digit() : m.contacts_code_form();

/** What a field said: null where it said nothing. `nameOf`: employees and contacts by their ids. */
export function valueWords(
  { field }: Pick<ContactChange, 'field'>,
  value: unknown,
  nameOf: (id: string) => string | null,
): string | null {
  if (value === null || value === '' || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item: unknown) => itemWords(item, nameOf)).join(', ') || null;
  if (typeof value !== 'string') return null;
  if (field === 'managerId') return nameOf(value) ?? m.contacts_somebody();
  if (field === 'kind') return kindWord(value);
  return value;
}

export const kindWord = (kind: string): string =>
  kind === 'company' ? m.contacts_kind_company() : m.contacts_kind_person();

function itemWords(item: unknown, nameOf: (id: string) => string | null): string {
  const words = partsOf(item);
  const shown = words.value === null ? (nameOf(words.id ?? '') ?? m.contacts_somebody()) : told(words.value);
  return words.said ? `${shown} (${words.said})` : shown;
}

const told = (value: string): string => (value.startsWith('+') ? phoneWords(value) : value);

/** A point, or a company and the role there. */
function partsOf(item: unknown): { value: string | null; id: string | null; said: string } {
  const text = (key: string): string | null => {
    const found: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, key) : null;
    return typeof found === 'string' ? found : null;
  };
  return { value: text('value'), id: text('id'), said: text('label') ?? text('role') ?? '' };
}
