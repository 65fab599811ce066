import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import type { Changed } from '#db/changes/changed.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { tellsMonth } from '#workflows/documents/number-format.ts';
import { DOCUMENT_KINDS, type NumberRestart } from '#workflows/documents/vocabulary.ts';
import { carryNumbers, type NextNumbers, raiseNumbers } from './counters.ts';
import { type CompanyRow, findCompany } from './read.ts';

type Known = Omit<CompanyRow, 'id' | 'nextNumbers' | 'logo' | 'createdAt' | 'updatedAt'> & { logoId: string | null };

/** What is left out is as it was. */
export type CompanyContent = Omit<Known, 'logoId' | 'numberRestart'> & {
  logoId?: string | null | undefined;
  numberRestart?: NumberRestart | undefined;
};

/** Numbers that begin anew each month have to say it; those of this kind do not. */
export class NumberWithoutMonth extends Error {}

/** A company with the counts its documents go on from. */
export async function addCompany(pool: Pool, given: CompanyContent, next: NextNumbers): Promise<CompanyRow> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `insert into company (kind, name, full_name, code, vat_code, vat_payer, tax_line, address, contacts, accounts,
         signatory, number_formats, number_restart, qr_format, logo_id, archived_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, case when $16 then now() end)
       returning id`,
      valuesOf(wholeOf(given, { logoId: null, numberRestart: 'yearly' })),
    );
    const id = rows[0]?.id ?? '';
    await raiseNumbers(tx, id, next);
    const row = await findCompany(tx, id);
    if (!row) throw new Error('what was written is not there');
    return row;
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
    // Who issues in its name has it as it was, or waits to have it as it will be (`issueDocument`).
    await tx.query('select 1 from company where id = $1 for no key update', [id]);
    const before = await findCompany(tx, id);
    if (!before) return null;
    const { id: _, createdAt: _created, updatedAt: _updated, nextNumbers, logo, ...rest } = before;
    const known = { ...rest, logoId: logo?.id ?? null };
    const content = wholeOf(given, known);
    const moved = DOCUMENT_KINDS.filter((kind) => (next[kind] ?? nextNumbers[kind]) !== nextNumbers[kind]);
    if (isDeepStrictEqual(known, content) && moved.length === 0) return { row: before, changed: false };
    await write(tx, id, content);
    if (content.numberRestart !== before.numberRestart) await carryNumbers(tx, id, nextNumbers);
    await raiseNumbers(tx, id, Object.fromEntries(moved.map((kind) => [kind, next[kind]])));
    const row = await findCompany(tx, id);
    return row && { row, changed: true };
  });
}

async function write(tx: Sql, id: string, content: Known): Promise<void> {
  await tx.query(
    `update company set kind = $1, name = $2, full_name = $3, code = $4, vat_code = $5, vat_payer = $6,
       tax_line = $7, address = $8, contacts = $9, accounts = $10, signatory = $11, number_formats = $12,
       number_restart = $13, qr_format = $14, logo_id = $15,
       archived_at = case when $16 then coalesce(archived_at, now()) end, updated_at = clock_timestamp()
     where id = $17`,
    [...valuesOf(content), id],
  );
}

function wholeOf(given: CompanyContent, known: Pick<Known, 'logoId' | 'numberRestart'>): Known {
  const logoId = given.logoId === undefined ? known.logoId : given.logoId;
  const whole = { ...given, logoId, numberRestart: given.numberRestart ?? known.numberRestart };
  const kind = DOCUMENT_KINDS.find((one) => !tellsMonth(whole.numberFormats[one]));
  if (whole.numberRestart === 'monthly' && kind) throw new NumberWithoutMonth(kind);
  return whole;
}

function valuesOf(content: Known): unknown[] {
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
    content.numberRestart,
    content.qrFormat,
    content.logoId,
    content.archived,
  ];
}
