import type { ContactBody } from '#lib/api/contacts.ts';

/** What stands in the form: a list always has a line to write in. */
export type ContactFields = ContactBody;
export type Many = 'phones' | 'emails';

export const NO_CONTACT: ContactFields = {
  kind: 'person',
  name: '',
  fullName: '',
  code: '',
  vatCode: '',
  address: '',
  signatory: '',
  phones: [],
  emails: [],
  managerId: null,
  segment: '',
};

/** Whether anything is said of it that only documents need. */
export const hasRequisites = (fields: ContactFields): boolean =>
  [fields.fullName, fields.code, fields.vatCode, fields.address, fields.signatory].some(isFilled);

export function fieldsOf(contact: ContactFields): ContactFields {
  const { kind, name, fullName, code, vatCode, address, signatory, managerId, segment } = contact;
  const lists = { phones: withLine(contact.phones), emails: withLine(contact.emails) };
  return { kind, name, fullName, code, vatCode, address, signatory, ...lists, managerId, segment };
}

/** What is sent: lines that were left empty say nothing. */
export function bodyOf(fields: ContactFields): ContactBody {
  return {
    kind: fields.kind,
    name: fields.name.trim(),
    fullName: fields.fullName.trim(),
    code: fields.code.trim(),
    vatCode: fields.vatCode.trim(),
    address: fields.address.trim(),
    signatory: fields.signatory.trim(),
    phones: fields.phones.map(trimmed).filter(isFilled),
    emails: fields.emails.map(trimmed).filter(isFilled),
    managerId: fields.managerId,
    segment: fields.segment.trim(),
  };
}

/** The lines of the form that the server could not read: it counts (`phones.1`) only those that were sent. */
export function wrongLines(details: unknown, fields: ContactFields): Record<Many, number[]> {
  const paths = Array.isArray(details) ? details.map(({ path }: { path: string }) => path) : [];
  return { phones: wrongOf('phones', fields.phones, paths), emails: wrongOf('emails', fields.emails, paths) };
}

function wrongOf(part: Many, lines: string[], paths: string[]): number[] {
  const sent = lines.flatMap((line, n) => (isFilled(line.trim()) ? [n] : []));
  return sent.filter((_, n) => paths.includes(`${part}.${n}`));
}

const withLine = (lines: string[]): string[] => (lines.length === 0 ? [''] : [...lines]);
const trimmed = (line: string): string => line.trim();
const isFilled = (line: string): boolean => line !== '';
