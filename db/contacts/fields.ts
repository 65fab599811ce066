import type { Sql } from '#db/connection/transaction.ts';
import type { ContactKind } from '#db/entities/contact.ts';
import { CONTACT_FIELDS, type ContactField } from '#db/entities/crm/contact-history.ts';
import type { PointKind } from '#db/entities/crm/contact-point.ts';
import type { FieldChange } from './history.ts';
import { companiesOf } from './members.ts';
import { withMain } from './points.ts';
import { findContact, type Point } from './read.ts';

/** Everything of a contact that somebody may say. */
export interface ContactFields {
  name: string;
  kind: ContactKind;
  fullName: string;
  code: string;
  vatCode: string;
  address: string;
  signatory: string;
  segment: string;
  managerId: string | null;
  phones: Point[];
  emails: Point[];
  companies: { id: string; role: string }[];
}

/** A point as somebody gives it: what is not said of one that was there stays as it was. */
export interface GivenPoint {
  kind: PointKind;
  value: string;
  typed: string;
  label?: string | undefined;
  isMain?: boolean | undefined;
}

export type ContactChange = {
  [Field in Exclude<ContactField, 'phones' | 'emails'>]?: ContactFields[Field] | undefined;
} & {
  phones?: GivenPoint[] | undefined;
  emails?: GivenPoint[] | undefined;
  /** Of a company: who belongs to it as what; null: not any more. Whom it does not name stays. */
  people?: { id: string; role: string | null }[] | undefined;
  /** When it had been changed as whoever changes it saw it. */
  seen?: Date | undefined;
};

/** What is not said of a new one. */
export const NO_FIELDS: ContactFields = {
  name: '',
  kind: 'person',
  fullName: '',
  code: '',
  vatCode: '',
  address: '',
  signatory: '',
  segment: '',
  managerId: null,
  phones: [],
  emails: [],
  companies: [],
};

/** As it stands; null when there is no such contact. */
export async function readFields(sql: Sql, id: string): Promise<ContactFields | null> {
  const row = await findContact(sql, id);
  if (!row) return null;
  const { points, manager, ...rest } = row;
  return {
    ...rest,
    managerId: manager?.id ?? null,
    phones: points.filter(({ kind }) => kind === 'phone'),
    emails: points.filter(({ kind }) => kind === 'email'),
    companies: await companiesOf(sql, id),
  };
}

/** The fields after a change; what it does not name stays. */
export function changed(
  was: ContactFields,
  { phones, emails, people: _people, seen: _seen, ...change }: ContactChange,
): ContactFields {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return {
    ...was,
    ...given,
    phones: phones ? withLabels(was.phones, phones) : was.phones,
    emails: emails ? withLabels(was.emails, emails) : was.emails,
  };
}

function withLabels(was: readonly Point[], given: readonly GivenPoint[]): Point[] {
  const known = new Map(was.map((point) => [point.value, point]));
  const isChosen = given.some(({ isMain }) => isMain !== undefined);
  return withMain(
    given.map((point) => ({
      ...point,
      label: point.label ?? known.get(point.value)?.label ?? '',
      isMain: (isChosen ? point.isMain : known.get(point.value)?.isMain) ?? false,
    })),
  );
}

/** Points of nothing but their values. */
export const pointsOf = (kind: PointKind, values: readonly string[]): GivenPoint[] =>
  values.map((value) => ({ kind, value, typed: value }));

/** What is another one now. */
export function changesBetween(was: ContactFields, now: ContactFields): FieldChange[] {
  return CONTACT_FIELDS.flatMap((field) => {
    const [before, after] = [told(was, field), told(now, field)];
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field, before, after }];
  });
}

/** Who has only written a number otherwise has changed nothing. */
function told(fields: ContactFields, field: ContactField): unknown {
  if (field === 'phones' || field === 'emails')
    return withMain(fields[field]).map(({ value, label, isMain }) => ({ value, label, isMain }));
  if (field === 'companies')
    return fields.companies.map(({ id, role }) => ({ id, role })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return fields[field];
}
