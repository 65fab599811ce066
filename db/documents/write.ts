import type { Pool } from 'pg';
import { isStanding } from '#db/contacts/merging/standing.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { totalsFor } from '#workflows/documents/printed.ts';
import type { DocumentContent } from '#workflows/documents/content.ts';
import { findParties } from './parties.ts';
import { type DocumentRow, findDocument } from './read.ts';

export interface Draft extends DocumentContent {
  companyId: string;
  contactId: string | null;
  /** From which its text came. */
  template: { id: string; version: number } | null;
}

/** Why it is not kept. */
export type NotKept = 'UNKNOWN_COMPANY' | 'UNKNOWN_CONTACT' | 'DOCUMENT_ISSUED';

const COLUMNS = `kind, company_id, contact_id, date, due_date, currency, rate, rate_date, with_vat, discount, lines,
  ground, text, remarks, total, template_id, template_version`;

export async function insertDraft(
  pool: Pool,
  draft: Draft,
  { authorId, basedOnId, orderId }: { authorId: string; basedOnId: string | null; orderId: string | null },
): Promise<DocumentRow | NotKept> {
  return inTransaction(pool, async (tx) => {
    const values = await valuesOf(tx, draft);
    if (typeof values === 'string') return values;
    const { rows } = await tx.query<{ id: string }>(
      `insert into document (${COLUMNS}, author_id, based_on_id, order_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
         $18, (select id from document where id = $19), coalesce($20, (select order_id from document where id = $19)))
       returning id`,
      [...values, authorId, basedOnId, orderId],
    );
    return kept(tx, rows[0]?.id ?? '');
  });
}

/** Null: it is not there. */
export async function updateDraft(pool: Pool, id: string, draft: Draft): Promise<DocumentRow | NotKept | null> {
  return inTransaction(pool, async (tx) => {
    const state = await lockDocument(tx, id);
    if (state === null) return null;
    if (state !== 'draft') return 'DOCUMENT_ISSUED';
    const values = await valuesOf(tx, draft);
    if (typeof values === 'string') return values;
    await tx.query(
      `update document set (${COLUMNS}) = ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17),
         updated_at = clock_timestamp() where id = $18`,
      [...values, id],
    );
    return kept(tx, id);
  });
}

export async function deleteDraft(pool: Pool, id: string): Promise<'deleted' | 'DOCUMENT_ISSUED' | null> {
  return inTransaction(pool, async (tx) => {
    const state = await lockDocument(tx, id);
    if (state === null) return null;
    if (state !== 'draft') return 'DOCUMENT_ISSUED';
    await tx.query('delete from document where id = $1', [id]);
    return 'deleted';
  });
}

/** Its state, which nobody else changes now; null: it is not there. */
export async function lockDocument(tx: Sql, id: string): Promise<DocumentRow['state'] | null> {
  const { rows } = await tx.query<Pick<DocumentRow, 'state'>>('select state from document where id = $1 for update', [
    id,
  ]);
  return rows[0]?.state ?? null;
}

async function valuesOf(tx: Sql, draft: Draft): Promise<unknown[] | NotKept> {
  const { companyId, contactId } = draft;
  const parties = await findParties(tx, companyId, contactId);
  if (!parties || parties.seller.archived) return 'UNKNOWN_COMPANY';
  if (contactId !== null && (parties.buyer.name === '' || !(await isStanding(tx, contactId)))) return 'UNKNOWN_CONTACT';
  return [
    draft.kind,
    companyId,
    contactId,
    draft.date,
    draft.dueDate,
    draft.currency,
    draft.rate?.value ?? null,
    draft.rate?.date ?? null,
    draft.withVat,
    draft.discount,
    JSON.stringify(draft.lines),
    draft.ground,
    draft.text,
    draft.remarks,
    totalsFor(draft, parties.seller).total,
    draft.template?.id ?? null,
    draft.template?.version ?? null,
  ];
}

export async function kept(tx: Sql, id: string): Promise<DocumentRow> {
  const row = await findDocument(tx, id);
  if (!row) throw new Error('what was written is not there');
  return row;
}
