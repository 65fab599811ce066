import { PERIOD_NOW } from './counters.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { BankAccount, Signatory } from '#db/entities/documents/company.ts';
import type { Logo } from '#workflows/documents/content.ts';
import type { CompanyKind, DocumentKind, NumberRestart, QrFormat } from '#workflows/documents/vocabulary.ts';

/** What stands at the head of its documents. */
export interface CompanyLogo extends Logo {
  name: string;
  size: number;
}

export interface CompanyRow {
  id: string;
  kind: CompanyKind;
  name: string;
  fullName: string;
  code: string;
  vatCode: string;
  vatPayer: boolean;
  taxLine: string;
  address: string;
  contacts: string;
  accounts: BankAccount[];
  signatory: Signatory;
  numberFormats: Record<DocumentKind, string>;
  /** When its numbers begin with one again. */
  numberRestart: NumberRestart;
  qrFormat: QrFormat;
  logo: CompanyLogo | null;
  archived: boolean;
  /** The count of the next document of each kind, in this year or month. */
  nextNumbers: Record<DocumentKind, number>;
  createdAt: Date;
  updatedAt: Date;
}

const COLUMNS = `o.id, o.kind, o.name, o.full_name as "fullName", o.code, o.vat_code as "vatCode",
  o.vat_payer as "vatPayer", o.tax_line as "taxLine", o.address, o.contacts, o.accounts, o.signatory,
  o.number_formats as "numberFormats", o.number_restart as "numberRestart", o.qr_format as "qrFormat",
  (select json_build_object('id', f.id, 'sha256', f.sha256, 'mime', f.mime, 'name', f.name, 'size', f.size)
   from file f where f.id = o.logo_id) as logo,
  o.archived_at is not null as archived, o.created_at as "createdAt", o.updated_at as "updatedAt",
  (select jsonb_object_agg(known.kind, coalesce(counter.last, 0) + 1)
   from unnest(array['invoice', 'contract', 'act', 'waybill']) known (kind)
   left join document_counter counter on counter.company_id = o.id and counter.kind = known.kind
     and counter.period = ${PERIOD_NOW}) as "nextNumbers"`;

/** All of them by name, those that are in use first. */
export async function listCompanies(sql: Sql): Promise<CompanyRow[]> {
  const { rows } = await sql.query<CompanyRow>(
    `select ${COLUMNS} from company o order by o.archived_at is not null, o.name collate "uk-x-icu", o.id`,
  );
  return rows;
}

export async function findCompany(sql: Sql, id: string): Promise<CompanyRow | null> {
  const { rows } = await sql.query<CompanyRow>(`select ${COLUMNS} from company o where o.id = $1`, [id]);
  return rows[0] ?? null;
}
