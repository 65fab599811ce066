import type { Line } from './arithmetic.ts';
import type { CompanyKind, Currency, DocumentKind, DocumentPart, QrFormat } from './vocabulary.ts';

/** A picture at the head of a document. */
export interface Logo {
  /** Of the file that holds it, and of what it holds. */
  id: string;
  sha256: string;
  mime: string;
}

/** In whose name a document is made out, as far as it is printed. */
export interface Seller {
  kind: CompanyKind;
  fullName: string;
  code: string;
  vatCode: string;
  vatPayer: boolean;
  taxLine: string;
  address: string;
  contacts: string;
  accounts: { iban: string; bank: string; currency: Currency }[];
  signatory: { name: string; post: string; basis: string };
  qrFormat: QrFormat;
  logo: Logo | null;
}

/** Whom it is for. */
export interface Buyer {
  name: string;
  isCompany: boolean;
  code: string;
  vatCode: string;
  address: string;
  phone: string;
  signatory: string;
}

/** Where a document is paid to: the first account of its currency. */
export const accountFor = ({ accounts }: Pick<Seller, 'accounts'>, currency: Currency) =>
  accounts.find((account) => account.currency === currency);

/** What somebody filled in. Days are `2026-11-26`. */
export interface DocumentContent {
  kind: DocumentKind;
  date: string;
  dueDate: string | null;
  currency: Currency;
  /** By which prices were reckoned: of one unit, in ten-thousandths of a hryvnia; null: they were not. */
  rate: { value: number; date: string } | null;
  withVat: boolean;
  discount: number;
  lines: Line[];
  /** By which contract, order or letter. */
  ground: string;
  text: string;
  remarks: string;
  /** What its template leaves out; not said: nothing. */
  hidden?: readonly DocumentPart[];
}

/** Which parts stand on the pages of a document. */
export const showsOf =
  ({ hidden = [] }: Pick<DocumentContent, 'hidden'>) =>
  (part: DocumentPart): boolean =>
    !hidden.includes(part);
