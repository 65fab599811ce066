import type { Sql } from '#db/connection/transaction.ts';
import type { BankAccount, Signatory } from '#db/entities/documents/company.ts';
import type { Logo } from '#workflows/documents/content.ts';
import type { CompanyKind, DocumentKind, QrFormat } from '#workflows/documents/vocabulary.ts';

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
  qrFormat: QrFormat;
  logo: CompanyLogo | null;
  archived: boolean;
  /** The count of the next document of each kind, in this year. */
  nextNumbers: Record<DocumentKind, number>;
  createdAt: Date;
  updatedAt: Date;
}

const COLUMNS = `id, kind, name, full_name as "fullName", code, vat_code as "vatCode", vat_payer as "vatPayer",
  tax_line as "taxLine", address, contacts, accounts, signatory, number_formats as "numberFormats",
  qr_format as "qrFormat", (select json_build_object('id', f.id, 'sha256', f.sha256, 'mime', f.mime, 'name', f.name,
    'size', f.size) from file f where f.id = logo_id) as logo,
  archived_at is not null as archived, created_at as "createdAt", updated_at as "updatedAt",
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
