/** What a column of a file may be of a contact. Phones and e-mails may have several columns. */
export const IMPORT_FIELDS = [
  'name',
  'lastName',
  'firstName',
  'middleName',
  'kind',
  'phone',
  'email',
  'fullName',
  'code',
  'vatCode',
  'address',
  'signatory',
  'company',
  'role',
  'manager',
  'segment',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Why a row is not brought in as it stands. */
export const IMPORT_PROBLEMS = [
  'no_name',
  'bad_phone',
  'rounded_phone',
  'bad_email',
  'too_long',
  'too_many_points',
  'unknown_kind',
  'unknown_manager',
  'unknown_company',
  'company_in_company',
  'several_matches',
] as const;
export type ImportProblemCode = (typeof IMPORT_PROBLEMS)[number];

export interface ImportProblem {
  /** Null: of the whole row. */
  column: number | null;
  code: ImportProblemCode;
}

/** What is to be done where a contact with the same phone or e-mail is there. */
export const MATCH_CHOICES = ['skip', 'fill', 'new'] as const;
export type MatchChoice = (typeof MATCH_CHOICES)[number];

export const ENCODINGS = ['utf-8', 'windows-1251', 'koi8-u', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];
export const DELIMITERS = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How a file is read: as it was guessed, or as somebody said. Null: of a workbook, or not known yet. */
export interface ImportLayout {
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  sheet: string | null;
  sheets: string[];
  heads: string[];
  /** What each column is of a contact; null: nothing. */
  columns: (ImportField | null)[];
}

/** As many rows as one file may have. */
export const ROWS_MAX = 100_000;
export const COLUMNS_MAX = 60;
