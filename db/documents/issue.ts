import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { PAYMENT_MAX } from '#workflows/documents/payment-code.ts';
import { periodOf, writeNumber } from '#workflows/documents/number-format.ts';
import { printedOf } from '#workflows/documents/printed.ts';
import { accountFor } from '#workflows/documents/content.ts';
import { findParties, type FoundParties } from './parties.ts';
import { type DocumentRow, findDocument } from './read.ts';
import { tellDocument } from './told.ts';
import { kept, lockDocument } from './write.ts';

export type Issued =
  | { kind: 'issued'; row: DocumentRow; isNew: boolean }
  | { kind: 'incomplete'; paths: string[] }
  | { kind: 'DOCUMENT_ISSUED' | 'UNKNOWN_COMPANY' };

/**
 * Gives a draft its number and keeps what is printed of it, in one transaction: a number is taken with the document, or
 * not at all. Null: it is not there. Issued already: nothing is done again.
 */
export async function issueDocument(pool: Pool, id: string, by: string): Promise<Issued | null> {
  return inTransaction(pool, async (tx) => {
    const state = await lockDocument(tx, id);
    const draft = state && (await findDocument(tx, id));
    if (!draft) return null;
    if (state === 'issued') return { kind: 'issued', row: draft, isNew: false };
    if (state !== 'draft') return { kind: 'DOCUMENT_ISSUED' };
    // Whoever changes how its numbers go waits, or has done so: a series is not counted by two rules at once.
    await tx.query('select 1 from company where id = $1 for share', [draft.company.id]);
    const parties = await findParties(tx, draft.company.id, draft.contact?.id ?? null);
    if (!parties || parties.seller.archived) return { kind: 'UNKNOWN_COMPANY' };
    const paths = lacking(draft, parties);
    if (paths.length > 0) return { kind: 'incomplete', paths };
    await write(tx, draft, parties, by);
    await tellDocument(tx, id);
    return { kind: 'issued', row: await kept(tx, id), isNew: true };
  });
}

/** What has to be there before it may go out. */
function lacking(draft: DocumentRow, { seller }: FoundParties): string[] {
  const isContract = draft.kind === 'contract';
  return [
    ...(draft.contact ? [] : ['contactId']),
    ...(draft.lines.length > 0 || isContract ? [] : ['lines']),
    ...(draft.kind === 'invoice' && !accountFor(seller, draft.currency) ? ['company.accounts'] : []),
    ...(draft.total > PAYMENT_MAX ? ['total'] : []),
  ];
}

async function write(tx: Sql, draft: DocumentRow, { seller, buyer }: FoundParties, by: string): Promise<void> {
  const period = periodOf(seller.numberRestart, draft.date);
  const { rows } = await tx.query<{ last: number }>(
    `insert into document_counter (company_id, kind, period, last) values ($1, $2, $3, 1)
     on conflict (company_id, kind, period) do update set last = document_counter.last + 1 returning last`,
    [draft.company.id, draft.kind, period],
  );
  const count = rows[0]?.last ?? 0;
  const number = writeNumber(seller.numberFormats[draft.kind], count, draft.date);
  await tx.query(
    `update document set state = 'issued', number = $2, number_period = $3, number_count = $4, printed = $5,
       issued_at = date_trunc('seconds', clock_timestamp()), issued_by_id = $6, logo_id = $7,
       updated_at = clock_timestamp()
     where id = $1`,
    [draft.id, number, period, count, JSON.stringify(printedOf(draft, { seller, buyer }, number)), by, seller.logo?.id],
  );
}
