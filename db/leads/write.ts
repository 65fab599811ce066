import type { Pool } from 'pg';
import type { Changed } from '#db/changes/changed.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { keepRecordHistory, recordChanges } from '#db/records/history.ts';
import type { RecordField } from '#db/entities/records/record-history.ts';
import { madeOnce } from '#db/records/once.ts';
import { said } from '#db/records/said.ts';
import { isRefused, knownParts, type Refused } from '#db/records/parts.ts';
import { firstStatus } from '#db/records/statuses.ts';
import { tellChatsOfLead } from '#db/records/told.ts';
import { findLead, type LeadRow } from './read.ts';

export interface NewLead {
  name: string;
  /** Null: the first that means new. */
  statusId: string | null;
  sourceId: string | null;
  /** In kopecks. */
  amount: number | null;
  ownerId: string | null;
  contactId: string | null;
  /** E.164. */
  phone: string | null;
  email: string | null;
  note: string;
  reason: string;
}

export async function insertLead(pool: Pool, lead: NewLead, by: string): Promise<LeadRow | Refused> {
  return inTransaction(pool, (tx) => insertLeadWithin(tx, lead, { by }));
}

/** Asked again under this key it is the same lead; nobody made it, it was made by itself. */
export async function insertLeadOnce(pool: Pool, key: string, lead: NewLead): Promise<LeadRow | Refused> {
  return madeOnce(
    pool,
    { kind: 'lead', key },
    async (tx, id) => there(await findLead(tx, id)),
    (tx) => insertLeadWithin(tx, lead, { by: null, key }),
  );
}

/** Within a transaction that keeps more than this one; `by` null: nobody, it was made by itself. */
export async function insertLeadWithin(
  tx: Sql,
  lead: NewLead,
  { by, key = null }: { by: string | null; key?: string | null },
): Promise<LeadRow | Refused> {
  const statusId = lead.statusId ?? (await firstStatus(tx, 'lead', 'new')).id;
  const parts = await knownParts(tx, 'lead', { ...lead, statusId }, null);
  if (isRefused(parts)) return parts;
  if (parts.meaning === 'converted') return 'CONVERSION_NEEDED';
  const { rows } = await tx.query<{ id: string }>(
    `insert into lead (name, status_id, source_id, amount, owner_id, contact_id, phone, email, note, reason, key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [...valuesOf({ ...lead, statusId }), parts.needsReason ? lead.reason : '', key],
  );
  const id = rows[0]?.id ?? '';
  await keepRecordHistory(tx, { kind: 'lead', id }, by, [{ field: 'statusId', before: null, after: statusId }]);
  return there(await findLead(tx, id));
}

export type LeadChange = { [Field in keyof NewLead]?: NewLead[Field] | undefined } & { archived?: boolean | undefined };

/** Changes what is given; null when there is no such lead. What is so already stays untouched. */
export async function updateLead(
  pool: Pool,
  id: string,
  change: LeadChange,
  by: string,
): Promise<Changed<LeadRow> | Refused | null> {
  return inTransaction(pool, (tx) => updateLeadWithin(tx, id, change, by));
}

/** Within a transaction that keeps more than this one. */
export async function updateLeadWithin(
  tx: Sql,
  id: string,
  change: LeadChange,
  by: string,
): Promise<Changed<LeadRow> | Refused | null> {
  await tx.query('select 1 from lead where id = $1 for update', [id]);
  const row = await findLead(tx, id);
  if (!row) return null;
  const was = asGiven(row);
  const wanted = wantedOf(was, change);
  const parts = await knownParts(tx, 'lead', wanted, was);
  if (isRefused(parts)) return parts;
  const why = wanted.statusId === was.statusId ? null : await againstConversion(tx, row, parts.meaning);
  if (why) return why;
  const next = { ...wanted, reason: parts.needsReason ? wanted.reason : '' };
  const changes = recordChanges(was, next, LEAD_FIELDS);
  if (changes.length > 0) await keep(tx, id, next);
  await keepRecordHistory(tx, { kind: 'lead', id }, by, changes);
  if (changes.length > 0) await tellChatsOfLead(tx, id);
  return { row: there(await findLead(tx, id)), changed: changes.length > 0 };
}

/** Nobody says by hand that a lead is converted, or that it is no more: there is an order to it. */
async function againstConversion(tx: Sql, { id, status }: LeadRow, meaning: string): Promise<Refused | null> {
  if (meaning === 'converted') return status.meaning === 'converted' ? null : 'CONVERSION_NEEDED';
  if (status.meaning !== 'converted') return null;
  const { rowCount } = await tx.query('select 1 from lead_conversion where lead_id = $1', [id]);
  return rowCount === 1 ? 'CONVERSION_STANDS' : null;
}

const LEAD_FIELDS = [
  'name',
  'statusId',
  'sourceId',
  'amount',
  'ownerId',
  'contactId',
  'phone',
  'email',
  'note',
  'reason',
  'archived',
] as const satisfies readonly RecordField[];

async function keep(tx: Sql, id: string, lead: ReturnType<typeof asGiven>): Promise<void> {
  await tx.query(
    `update lead set name = $2, status_id = $3, source_id = $4, amount = $5, owner_id = $6, contact_id = $7,
       phone = $8, email = $9, note = $10, reason = $11,
       archived_at = case when $12 then coalesce(archived_at, now()) end, updated_at = now() where id = $1`,
    [id, ...valuesOf(lead), lead.reason, lead.archived],
  );
}

function asGiven(row: LeadRow): NewLead & { statusId: string; archived: boolean } {
  return {
    name: row.name,
    phone: row.phone,
    email: row.email,
    note: row.note,
    reason: row.reason,
    statusId: row.status.id,
    sourceId: row.source?.id ?? null,
    amount: row.amount === null ? null : Number(row.amount),
    ownerId: row.owner?.id ?? null,
    contactId: row.contact?.id ?? null,
    archived: row.archivedAt !== null,
  };
}

/** How it is to be: what is not given stays as it was. */
function wantedOf(was: ReturnType<typeof asGiven>, change: LeadChange): ReturnType<typeof asGiven> {
  return {
    name: said(change.name, was.name),
    statusId: change.statusId ?? was.statusId,
    sourceId: said(change.sourceId, was.sourceId),
    amount: said(change.amount, was.amount),
    ownerId: said(change.ownerId, was.ownerId),
    contactId: said(change.contactId, was.contactId),
    phone: said(change.phone, was.phone),
    email: said(change.email, was.email),
    note: said(change.note, was.note),
    reason: said(change.reason, was.reason),
    archived: said(change.archived, was.archived),
  };
}

const valuesOf = (lead: NewLead) => [
  lead.name,
  lead.statusId,
  lead.sourceId,
  lead.amount,
  lead.ownerId,
  lead.contactId,
  lead.phone,
  lead.email,
  lead.note,
];

function there(row: LeadRow | null): LeadRow {
  if (!row) throw new Error('the lead was not kept');
  return row;
}
