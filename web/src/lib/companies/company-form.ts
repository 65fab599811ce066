import type { CompanyForm } from '#lib/api/companies.ts';
import type { Company } from '#lib/api/types.ts';

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
  qrFormat: '003',
  archived: false,
};

/** A company as a form has it: with a line for an account, and nothing that is somebody else's. */
export function fieldsOf(company: Company | null): CompanyForm {
  const read = company ?? { ...EMPTY, id: '', doubts: [], ...NEVER };
  const { id: _, doubts: _doubts, createdAt: _created, updatedAt: _updated, ...known } = read;
  const accounts = known.accounts.length > 0 ? known.accounts : [{ iban: '', bank: '' }];
  return structuredClone({ ...known, accounts });
}

const NEVER = { createdAt: '', updatedAt: '' };

/** Without the lines in which no account stands. */
export function bodyOf(fields: CompanyForm): CompanyForm {
  return { ...fields, accounts: fields.accounts.filter(({ iban }) => iban.trim() !== '') };
}

/** An IBAN in fours, as people read it. */
export const inFours = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1\u00A0');
