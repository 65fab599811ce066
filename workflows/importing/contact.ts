import type { CountryCode } from 'libphonenumber-js';
import { readEmail, readPhone } from '../reading/contact.ts';
import type { ImportField, ImportProblem, ImportProblemCode } from './vocabulary.ts';

/** A phone or an e-mail, and how it was written. */
export interface ImportedPoint {
  value: string;
  typed: string;
}

/** What a row says of a contact. Company and manager are as they are called there. */
export interface ImportedContact {
  name: string;
  kind: 'person' | 'company';
  phones: ImportedPoint[];
  emails: ImportedPoint[];
  fullName: string;
  code: string;
  vatCode: string;
  address: string;
  signatory: string;
  segment: string;
  company: string;
  role: string;
  manager: string;
}

export interface ReadRow {
  contact: ImportedContact;
  problems: ImportProblem[];
}

/** As long as the API takes them. */
const LONGEST: Partial<Record<ImportField, number>> = { code: 40, vatCode: 40, role: 100, segment: 100, name: 200 };
const LONGEST_LINE = 300;
const MOST_POINTS = 20;

/** The cells of a row, by what their columns are. */
interface Cells {
  at: (field: ImportField) => number[];
  text: (field: ImportField) => string;
}

/** What the cells of a row say, and what of it cannot be understood. */
export function readCells(
  cells: readonly string[],
  columns: readonly (ImportField | null)[],
  country: CountryCode,
): ReadRow {
  const at = (field: ImportField): number[] => columns.flatMap((column, n) => (column === field ? [n] : []));
  const row: Cells = { at, text: (field) => (cells[at(field)[0] ?? -1] ?? '').replaceAll('\n', ' ') };
  const problems: ImportProblem[] = [];
  const points = (field: 'phone' | 'email', read: (cell: string) => ReadPoints): ImportedPoint[] => {
    const found = at(field).map((column) => ({ column, read: read(cells[column] ?? '') }));
    for (const { column, read: code } of found) if (typeof code === 'string') problems.push({ column, code });
    return once(found.flatMap(({ read: all }) => (typeof all === 'string' ? [] : all)));
  };
  const phones = points('phone', (cell) => phonesIn(cell, country));
  const emails = points('email', emailsIn);
  const contact = { ...wordsOf(row), phones, emails };
  return { contact, problems: [...problems, ...oddIn(contact, row), ...tooLong(contact, row)] };
}

function wordsOf({ text }: Cells): Omit<ImportedContact, 'phones' | 'emails'> {
  const person = [text('lastName'), text('firstName'), text('middleName')].filter((part) => part !== '').join(' ');
  return {
    name: text('name') || person || text('fullName'),
    kind: kindOf(text('kind'), text('code')) ?? 'person',
    fullName: text('fullName'),
    code: codeIn(text('code')),
    vatCode: codeIn(text('vatCode')),
    address: text('address'),
    signatory: text('signatory'),
    segment: text('segment'),
    company: text('company'),
    role: text('role'),
    manager: text('manager'),
  };
}

function oddIn({ name, kind, company, phones, emails }: ImportedContact, { at, text }: Cells): ImportProblem[] {
  const odd: [boolean, ImportProblemCode, ImportField][] = [
    [name === '', 'no_name', 'name'],
    [kindOf(text('kind'), text('code')) === null, 'unknown_kind', 'kind'],
    [kind === 'company' && company !== '', 'company_in_company', 'company'],
    [Math.max(phones.length, emails.length) > MOST_POINTS, 'too_many_points', 'phone'],
  ];
  return odd.flatMap(([isOdd, code, field]) => (isOdd ? [{ column: at(field)[0] ?? null, code }] : []));
}

function tooLong(contact: ImportedContact, { at }: Cells): ImportProblem[] {
  const lines = ['name', 'fullName', 'code', 'vatCode', 'address', 'signatory', 'segment', 'company', 'role'] as const;
  return lines.flatMap((field) =>
    contact[field].length > (LONGEST[field] ?? LONGEST_LINE)
      ? [{ column: at(field)[0] ?? null, code: 'too_long' as const }]
      : [],
  );
}

type ReadPoints = ImportedPoint[] | 'bad_phone' | 'rounded_phone' | 'bad_email';

/** Excel shows long numbers so, and saves them so: the digits are lost. */
const ROUNDED = /^\d(?:[.,]\d+)?E\+\d+$/i;

/** All phones of a cell, in any form that people write them in; a code of the country or its zero may be lost. */
function phonesIn(cell: string, country: CountryCode): ReadPoints {
  if (ROUNDED.test(cell)) return 'rounded_phone';
  const found: ImportedPoint[] = [];
  for (const part of partsOf(cell, /[;,/|\n]|\s(?:та|або|and|or)\s/u)) {
    const read = phoneIn(part, country) ?? phonesBeside(part, country);
    if (!read) return 'bad_phone';
    found.push(...read);
  }
  return found;
}

function phoneIn(part: string, country: CountryCode): ImportedPoint[] | null {
  const written = part.replace(/\.0+$/, '');
  // As a number of a workbook it has lost its plus.
  const value = readPhone(written, country) ?? (/^\d{11,15}$/.test(written) ? readPhone(`+${written}`, country) : null);
  return value === null ? null : [{ value, typed: part }];
}

/** Several with nothing but a space between them. */
function phonesBeside(part: string, country: CountryCode): ImportedPoint[] | null {
  const words = part.split(/\s+/);
  const read = words.map((word) => phoneIn(word, country));
  return words.length > 1 && read.every((found) => found !== null) ? read.flat() : null;
}

function emailsIn(cell: string): ReadPoints {
  const read = partsOf(cell, /[;,\s|]/u).map((typed) => ({ typed, value: readEmail(typed) }));
  const found = read.flatMap(({ typed, value }) => (value === null ? [] : [{ typed, value }]));
  return found.length === read.length ? found : 'bad_email';
}

const partsOf = (cell: string, between: RegExp): string[] =>
  cell
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const once = (points: ImportedPoint[]): ImportedPoint[] =>
  points.filter(({ value }, n) => points.findIndex((other) => other.value === value) === n);

const codeIn = (cell: string): string => cell.replaceAll(/\s/g, '').toUpperCase();

/** A row that does not say so is of a company where its code is one of companies. */
function kindOf(cell: string, code: string): 'person' | 'company' | null {
  const word = cell.toLowerCase();
  if (word === '') return /^\d{8}$/.test(codeIn(code)) ? 'company' : 'person';
  if (/^(комп|юр|орган|тов|company|org|business)/.test(word)) return 'company';
  return /^(люд|фіз|особа|фоп|person|indiv|contact)/.test(word) ? 'person' : null;
}
