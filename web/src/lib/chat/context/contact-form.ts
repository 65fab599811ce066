import type { ContactBody } from '#lib/api/contacts.ts';
import type { Contact, ContactCard } from '#lib/api/types.ts';

/** A phone or an e-mail as it stands in its line. */
export interface Line {
  value: string;
  label: string;
  isMain: boolean;
}

/** A contact that another one belongs to, or that belongs to it, and as what. */
export type Member = ContactCard['people'][number];

/** What stands in the form: a list always has a line to write in. */
export type ContactFields = Omit<ContactBody, 'points' | 'companies' | 'people'> & {
  phones: Line[];
  emails: Line[];
  companies: Member[];
  people: Member[];
};
export type Many = 'phones' | 'emails';

/** What a contact begins with. */
export interface ContactStart extends Partial<Omit<ContactFields, 'phones' | 'emails'>> {
  phones?: string[];
  emails?: string[];
  points?: Contact['points'];
}

const NOTHING = {
  kind: 'person',
  name: '',
  fullName: '',
  code: '',
  vatCode: '',
  address: '',
  signatory: '',
  managerId: null,
  segment: '',
} as const;

/** Whether anything is said of it that only documents need. */
export const hasRequisites = (fields: ContactFields): boolean =>
  [fields.fullName, fields.code, fields.vatCode, fields.address, fields.signatory].some(isFilled);

export function fieldsOf(start: ContactStart): ContactFields {
  const { kind, name, fullName, code, vatCode, address, signatory, managerId, segment } = { ...NOTHING, ...start };
  const scalars = { kind, name, fullName, code, vatCode, address, signatory, managerId, segment };
  const [companies, people] = [start.companies ?? [], start.people ?? []].map((of) => of.map((one) => ({ ...one })));
  return {
    ...scalars,
    phones: linesOf(start, 'phone', start.phones),
    emails: linesOf(start, 'email', start.emails),
    companies: companies ?? [],
    people: people ?? [],
  };
}

function linesOf({ points }: ContactStart, kind: 'phone' | 'email', values: string[] = []): Line[] {
  const known = points?.filter((point) => point.kind === kind) ?? values.map((value) => ({ ...EMPTY_LINE, value }));
  return known.length === 0 ? [{ ...EMPTY_LINE }] : known.map(({ value, label, isMain }) => ({ value, label, isMain }));
}

export const EMPTY_LINE: Line = { value: '', label: '', isMain: false };

/** What is sent: lines that were left empty say nothing; `began`: as the form did. */
export function bodyOf(fields: ContactFields, began: ContactFields): Required<ContactBody> {
  return {
    kind: fields.kind,
    name: fields.name.trim(),
    fullName: fields.fullName.trim(),
    code: fields.code.trim(),
    vatCode: fields.vatCode.trim(),
    address: fields.address.trim(),
    signatory: fields.signatory.trim(),
    managerId: fields.managerId,
    segment: fields.segment.trim(),
    points: [...pointsOf('phone', fields.phones), ...pointsOf('email', fields.emails)],
    companies: fields.kind === 'company' ? [] : fields.companies.map(({ id, role }) => ({ id, role: role.trim() })),
    people: fields.kind === 'company' ? changesOf(began.people, fields.people) : [],
  };
}

function pointsOf(kind: 'phone' | 'email', lines: Line[]): ContactBody['points'] {
  return lines
    .filter(({ value }) => isFilled(value.trim()))
    .map(({ value, label, isMain }) => ({ kind, value: value.trim(), label: label.trim(), isMain }));
}

/** Who belongs to a company as something else now, or not any more. */
function changesOf(before: Member[], now: Member[]): Required<ContactBody>['people'] {
  const was = new Map(before.map(({ id, role }) => [id, role]));
  const stays = new Set(now.map(({ id }) => id));
  return [
    ...now.filter(({ id, role }) => was.get(id) !== role.trim()).map(({ id, role }) => ({ id, role: role.trim() })),
    ...before.filter(({ id }) => !stays.has(id)).map(({ id }) => ({ id, role: null })),
  ];
}

/** The lines of the form that the server could not read: it counts (`points.1.value`) only those that were sent. */
export function wrongLines(details: unknown, fields: ContactFields): Record<Many, number[]> {
  const paths = Array.isArray(details) ? details.map(({ path }: { path: string }) => path) : [];
  const [phones, emails] = [sentOf(fields.phones), sentOf(fields.emails)];
  const isWrong = (sent: number): boolean => paths.includes(`points.${sent}.value`);
  return {
    phones: phones.filter((_, n) => isWrong(n)),
    emails: emails.filter((_, n) => isWrong(phones.length + n)),
  };
}

const sentOf = (lines: Line[]): number[] => lines.flatMap(({ value }, n) => (isFilled(value.trim()) ? [n] : []));
const isFilled = (line: string): boolean => line !== '';
