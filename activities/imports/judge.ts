import { createHash } from 'node:crypto';
import type { CountryCode } from 'libphonenumber-js';
import type { Sql } from '#db/connection/transaction.ts';
import { type ContactFields, NO_FIELDS } from '#db/contacts/fields.ts';
import { withMain } from '#db/contacts/points.ts';
import { broughtBefore, companiesNamed, contactsWith, managersNamed } from '#db/imports/match.ts';
import type { ChosenRow, Verdict } from '#db/imports/rows.ts';
import type { PointKind } from '#db/entities/crm/contact-point.ts';
import { type ImportedContact, type ImportedPoint, readCells, type ReadRow } from '#workflows/importing/contact.ts';
import type { ImportField, ImportProblem, ImportProblemCode } from '#workflows/importing/vocabulary.ts';

/** A row, and what it says of a contact. */
export type Read = ReadRow & { row: ChosenRow; hash: string; keys: string[] };

export interface Reading {
  columns: readonly (ImportField | null)[];
  country: CountryCode;
}

export function readRow(row: ChosenRow, { columns, country }: Reading): Read {
  const read = readCells(row.cells, columns, country);
  const { phones, emails, ...words } = read.contact;
  const keys = [...phones, ...emails].map(({ value }) => value);
  const hash = createHash('sha256')
    .update(JSON.stringify([words, keys]))
    .digest('hex');
  return { ...read, row, hash, keys };
}

/** What of others a row is judged by; whoever brings rows in notes whom they make. */
export interface Known {
  owners: Map<string, string[]>;
  before: Map<string, string>;
  companies: Map<string, string[]>;
  managers: Map<string, string[]>;
}

export async function knownTo(tx: Sql, reads: readonly Read[]): Promise<Known> {
  const companies = reads.map(({ contact }) => contact.company.toLowerCase()).filter((name) => name !== '');
  const hashes = await broughtBefore(tx, [...new Set(reads.map(({ hash }) => hash))]);
  return {
    owners: grouped(await contactsWith(tx, [...new Set(reads.flatMap(({ keys }) => keys))]), ({ key }) => key),
    before: new Map(hashes.map(({ hash, id }) => [hash, id])),
    companies: grouped(await companiesNamed(tx, [...new Set(companies)]), ({ name }) => name),
    managers: grouped(await managersNamed(tx), ({ name }) => name),
  };
}

function grouped<T extends { id: string }>(rows: readonly T[], keyOf: (row: T) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row.id]);
  return groups;
}

/** What is to become of a row. Of several that fit none is chosen: it is a fault to settle, not a guess. */
export function judge({ row, contact, problems, hash, keys }: Read, known: Known, { columns }: Reading): Verdict {
  const named = [...problems, ...unknownNames(contact, known, columns)];
  const matches = [...new Set(keys.flatMap((key) => known.owners.get(key) ?? []))];
  const isOpen = matches.length > 1 && (row.choice === null || row.choice === 'fill');
  const isSame = row.choice !== 'new' && known.before.has(hash);
  const all = isOpen && !isSame ? [...named, { column: null, code: 'several_matches' as const }] : named;
  const verdict = { line: row.line, hash, keys, problems: all, matches };
  if (all.length > 0) return { ...verdict, outcome: 'faulty' };
  if (isSame) return { ...verdict, outcome: 'same' };
  return { ...verdict, outcome: matches.length > 0 ? 'match' : 'new' };
}

function unknownNames(contact: ImportedContact, known: Known, columns: Reading['columns']): ImportProblem[] {
  const names: [string, Map<string, string[]>, ImportField, ImportProblemCode][] = [
    [contact.manager, known.managers, 'manager', 'unknown_manager'],
    [contact.kind === 'person' ? contact.company : '', known.companies, 'company', 'unknown_company'],
  ];
  return names.flatMap(([name, all, field, code]) =>
    name !== '' && all.get(name.toLowerCase())?.length !== 1 ? [{ column: columns.indexOf(field), code }] : [],
  );
}

/** What the contact is to be that the row makes. */
export function fieldsOf({ contact }: Read, known: Known): ContactFields {
  const { company, manager, role, phones, emails, ...words } = contact;
  const companyId = known.companies.get(company.toLowerCase())?.[0];
  return {
    ...NO_FIELDS,
    ...words,
    managerId: known.managers.get(manager.toLowerCase())?.[0] ?? null,
    phones: pointsOf('phone', phones),
    emails: pointsOf('email', emails),
    companies: companyId ? [{ id: companyId, role }] : [],
  };
}

const pointsOf = (kind: PointKind, points: readonly ImportedPoint[]) =>
  withMain(points.map((point) => ({ ...point, kind, label: '', isMain: false })));
