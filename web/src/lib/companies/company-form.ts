import type { CompanyForm } from '#lib/api/companies.ts';
import type { Company } from '#lib/api/types.ts';
import { own } from '#workflows/settings/own.ts';

/** What a new company begins with. */
const EMPTY: CompanyForm = {
  kind: 'legal',
  name: '',
  fullName: '',
  code: '',
  vatCode: '',
  vatPayer: false,
  taxLine: '',
  address: '',
  contacts: '',
  accounts: [],
  signatory: { name: '', post: '', basis: '' },
  numberFormats: { invoice: 'РФ-{n:4}', contract: 'Д-{n:4}', act: 'АКТ-{n:4}', waybill: 'ВН-{n:4}' },
  numberRestart: 'yearly',
  qrFormat: '003',
  logoId: null,
  archived: false,
};

export const emptyAccount = (): CompanyForm['accounts'][number] => ({ iban: '', bank: '', currency: 'UAH' });

/** A company as a form has it: with a line for an account, and nothing that is somebody else's. */
export function fieldsOf(company: Company | null): CompanyForm {
  const known = company ? contentOf(company) : EMPTY;
  const accounts = known.accounts.length > 0 ? known.accounts : [emptyAccount()];
  return structuredClone({ ...known, accounts });
}

function contentOf(company: Company): CompanyForm {
  const { id: _, doubts: _doubts, createdAt: _created, updatedAt: _updated, nextNumbers: _next, ...read } = company;
  const { logo, ...known } = read;
  return { ...known, logoId: logo?.id ?? null };
}

const FIRST = { invoice: 1, contract: 1, act: 1, waybill: 1 };

export type NextFields = Record<keyof Company['nextNumbers'], string>;

/** The next counts as they are typed. */
export function nextOf(company: Company | null): NextFields {
  const { invoice, contract, act, waybill } = company?.nextNumbers ?? FIRST;
  return { invoice: `${invoice}`, contract: `${contract}`, act: `${act}`, waybill: `${waybill}` };
}

/** Without the lines in which no account stands, and with those counts only that somebody moved. */
export function bodyOf(fields: CompanyForm, next: NextFields, company: Company | null): CompanyForm {
  const before = nextOf(company);
  const moved = Object.entries(next).filter(([kind, count]) => count !== own(before, kind));
  const nextNumbers = Object.fromEntries(moved.map(([kind, count]) => [kind, Number(count)]));
  return { ...fields, nextNumbers, accounts: fields.accounts.filter(({ iban }) => iban.trim() !== '') };
}

/** An IBAN in fours, as people read it. */
export const inFours = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1\u00A0');
