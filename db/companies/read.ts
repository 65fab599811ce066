import type { Sql } from '#db/connection/transaction.ts';
import type { BankAccount, Signatory } from '#db/entities/documents/company.ts';
import type { CompanyKind, DocumentKind, QrFormat } from '#workflows/documents/vocabulary.ts';

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
  qrFormat: QrFormat;
  archived: boolean;
  /** The count of the next document of each kind, in this year. */
  nextNumbers: Record<DocumentKind, number>;
  createdAt: Date;
  updatedAt: Date;
}

const COLUMNS = `id, kind, name, full_name as "fullName", code, vat_code as "vatCode", vat_payer as "vatPayer",
  tax_line as "taxLine", address, contacts, accounts, signatory, number_formats as "numberFormats",
  qr_format as "qrFormat", archived_at is not null as archived, created_at as "createdAt", updated_at as "updatedAt",
  (select jsonb_object_agg(known.kind, coalesce(counter.last, 0) + 1)
   from unnest(array['invoice', 'contract', 'act', 'waybill']) known (kind)
   left join document_counter counter on counter.company_id = company.id and counter.kind = known.kind
     and counter.year = extract(year from now() at time zone 'Europe/Kyiv')::int) as "nextNumbers"`;

/** All of them by name, those that are in use first. */
export async function listCompanies(sql: Sql): Promise<CompanyRow[]> {
  const { rows } = await sql.query<CompanyRow>(
    `select ${COLUMNS} from company order by archived_at is not null, name collate "uk-x-icu", id`,
  );
  return rows;
}

export async function findCompany(sql: Sql, id: string): Promise<CompanyRow | null> {
  const { rows } = await sql.query<CompanyRow>(`select ${COLUMNS} from company where id = $1`, [id]);
  return rows[0] ?? null;
}
