import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import type { Changed } from '#db/changes/changed.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { DOCUMENT_KINDS } from '#workflows/documents/vocabulary.ts';
import { type NextNumbers, raiseNumbers } from './counters.ts';
import { type CompanyRow, findCompany } from './read.ts';

export type CompanyContent = Omit<CompanyRow, 'id' | 'nextNumbers' | 'logo' | 'createdAt' | 'updatedAt'> & {
  /** Left out: the one that it has. */
  logoId?: string | null | undefined;
};

async function insertCompany(sql: Sql, content: CompanyContent): Promise<CompanyRow> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into company (kind, name, full_name, code, vat_code, vat_payer, tax_line, address, contacts, accounts,
       signatory, number_formats, qr_format, logo_id, archived_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, case when $15 then now() end) returning id`,
    valuesOf(content),
  );
  const row = await findCompany(sql, rows[0]?.id ?? '');
  if (!row) throw new Error('what was written is not there');
  return row;
}

/** A company with the counts its documents go on from. */
export async function addCompany(pool: Pool, content: CompanyContent, next: NextNumbers): Promise<CompanyRow> {
  return inTransaction(pool, async (tx) => {
    const added = await insertCompany(tx, content);
    await raiseNumbers(tx, added.id, next);
    return (await findCompany(tx, added.id)) ?? added;
  });
}

/** Null: it is not there. What was issued in its name stays as it was printed. */
export async function updateCompany(
  pool: Pool,
  id: string,
  given: CompanyContent,
  next: NextNumbers,
): Promise<Changed<CompanyRow> | null> {
  return inTransaction(pool, async (tx) => {
    // Whoever issues its first document of a year refers to it meanwhile, and must not wait.
    await tx.query('select 1 from company where id = $1 for no key update', [id]);
    const before = await findCompany(tx, id);
    if (!before) return null;
    const { id: _, createdAt: _created, updatedAt: _updated, nextNumbers, logo, ...known } = before;
    const isMoved = DOCUMENT_KINDS.some((kind) => (next[kind] ?? nextNumbers[kind]) !== nextNumbers[kind]);
    const logoId = logo?.id ?? null;
    const content = { ...given, logoId: given.logoId === undefined ? logoId : given.logoId };
    if (isDeepStrictEqual({ ...known, logoId }, content) && !isMoved) return { row: before, changed: false };
    await tx.query(
      `update company set kind = $1, name = $2, full_name = $3, code = $4, vat_code = $5, vat_payer = $6,
         tax_line = $7, address = $8, contacts = $9, accounts = $10, signatory = $11, number_formats = $12,
         qr_format = $13, logo_id = $14, archived_at = case when $15 then coalesce(archived_at, now()) end,
         updated_at = clock_timestamp() where id = $16`,
      [...valuesOf(content), id],
    );
    if (isMoved) await raiseNumbers(tx, id, next);
    const row = await findCompany(tx, id);
    return row && { row, changed: true };
  });
}

function valuesOf(content: CompanyContent): unknown[] {
  return [
    content.kind,
    content.name,
    content.fullName,
    content.code,
    content.vatCode,
    content.vatPayer,
    content.taxLine,
    content.address,
    content.contacts,
    JSON.stringify(content.accounts),
    JSON.stringify(content.signatory),
    JSON.stringify(content.numberFormats),
    content.qrFormat,
    content.logoId,
    content.archived,
  ];
}
