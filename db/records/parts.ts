import type { RecordKind } from '#db/entities/records/source.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { isActive } from '#db/people/colleagues.ts';

/** What a lead and an order name of the rest of the company. */
export interface Parts {
  statusId: string;
  sourceId: string | null;
  ownerId: string | null;
  contactId: string | null;
  /** Why it came to nothing. */
  reason: string;
}

export type Refused =
  | 'UNKNOWN_STATUS'
  | 'UNKNOWN_SOURCE'
  | 'UNKNOWN_EMPLOYEE'
  | 'UNKNOWN_CONTACT'
  | 'REASON_NEEDED'
  | 'TOTAL_TOO_LARGE'
  | 'CONVERSION_NEEDED'
  | 'CONVERSION_STANDS';
/** Whether its status is one that says why. */
type Known = { needsReason: boolean; meaning: string };

export const isRefused = (of: Known | Refused | object): of is Refused => typeof of === 'string';

/** Statuses with which it is told why. */
const WITH_REASON: readonly string[] = ['lost', 'cancelled'];

/**
 * Whether all of it is there and may be chosen. What is archived, or has left, stays where it is (`before`) and is
 * chosen no more; what is held here is not deleted before the commit.
 */
export async function knownParts(
  tx: Sql,
  kind: RecordKind,
  parts: Parts,
  before: Parts | null,
): Promise<Known | Refused> {
  const { sourceId, ownerId, contactId } = parts;
  const meaning = await meaningOf(tx, kind, parts.statusId, parts.statusId !== before?.statusId);
  if (meaning === null) return 'UNKNOWN_STATUS';
  if (sourceId !== null && sourceId !== before?.sourceId && !(await isSource(tx, kind, sourceId)))
    return 'UNKNOWN_SOURCE';
  if (ownerId !== null && ownerId !== before?.ownerId && !(await isActive(tx, ownerId))) return 'UNKNOWN_EMPLOYEE';
  if (contactId !== null && contactId !== before?.contactId && !(await isContact(tx, contactId)))
    return 'UNKNOWN_CONTACT';
  const needsReason = WITH_REASON.includes(meaning);
  return needsReason && parts.reason.trim() === '' ? 'REASON_NEEDED' : { needsReason, meaning };
}

async function meaningOf(tx: Sql, kind: RecordKind, id: string, isChosen: boolean): Promise<string | null> {
  const { rows } = await tx.query<{ meaning: string }>(
    `select meaning from record_status where id = $1 and kind = $2 and (archived_at is null or not $3) for key share`,
    [id, kind, isChosen],
  );
  return rows[0]?.meaning ?? null;
}

async function isSource(tx: Sql, kind: RecordKind, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'select 1 from source where id = $1 and kind = $2 and archived_at is null for key share',
    [id, kind],
  );
  return rowCount === 1;
}

async function isContact(tx: Sql, id: string): Promise<boolean> {
  const stands = 'select 1 from contact where id = $1 and merged_into_id is null for key share';
  return (await tx.query(stands, [id])).rowCount === 1;
}
