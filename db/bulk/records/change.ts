import { removeWithin } from '#db/contacts/remove.ts';
import { findContact } from '#db/contacts/read.ts';
import { updateWithin } from '#db/contacts/write.ts';
import { isStanding } from '#db/contacts/merging/standing.ts';
import type { BulkSubject, RecordChange } from '#db/entities/chat-input.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { findLead } from '#db/leads/read.ts';
import { updateLeadWithin } from '#db/leads/write.ts';
import { findOrder } from '#db/orders/read.ts';
import { updateOrderWithin } from '#db/orders/write.ts';
import { isActive } from '#db/people/colleagues.ts';

/** What became of a record: null, it is as it is wanted; else why not. */
export interface Settled {
  code: string | null;
  /** As it was, where it is another one now. */
  before: RecordChange | null;
}

const refused = (code: string): Settled => ({ code, before: null });

/** Deletes a contact that nothing is about. */
export async function removeOne(tx: Sql, id: string): Promise<Settled> {
  if (!(await isStanding(tx, id))) return refused('NOT_FOUND');
  return (await removeWithin(tx, id)) ? { code: null, before: null } : refused('CONTACT_IN_USE');
}

/** Changes a contact, a lead or an order, as one alone is changed. */
export async function changeOne(
  tx: Sql,
  about: BulkSubject,
  id: string,
  wanted: RecordChange,
  by: string,
): Promise<Settled> {
  const was = await standing(tx, about, id);
  if (!was) return refused('NOT_FOUND');
  const code = await CHANGES[about](tx, id, wanted, by);
  if (code !== null) return refused(code);
  const before = pick(was, wanted);
  return { code: null, before: differs(before, wanted) ? before : null };
}

/** Puts back what it was, unless it was changed again since. */
export async function undoOne(
  tx: Sql,
  about: BulkSubject,
  id: string,
  done: { before: RecordChange | null; wanted: RecordChange | null } | null,
  by: string,
): Promise<Settled> {
  const was = await standing(tx, about, id);
  if (!was || !done?.before || !done.wanted) return refused('NOT_FOUND');
  const { reason: _reason, ...wanted } = done.wanted;
  if (differs(pick(was, wanted), wanted)) return refused('CHANGED_SINCE');
  return { code: await CHANGES[about](tx, id, done.before, by), before: null };
}

type Standing = Required<RecordChange>;

/** As it stands, whichever of it may be changed so; held until the commit. */
async function standing(tx: Sql, about: BulkSubject, id: string): Promise<Partial<Standing> | null> {
  if (about === 'contacts') {
    await tx.query('select 1 from contact where id = $1 for no key update', [id]);
    const row = (await isStanding(tx, id)) ? await findContact(tx, id) : null;
    return row && { managerId: row.manager?.id ?? null, segment: row.segment };
  }
  if (about === 'leads') await tx.query('select 1 from lead where id = $1 for update', [id]);
  else await tx.query('select 1 from customer_order where id = $1 for update', [id]);
  const row = about === 'leads' ? await findLead(tx, id) : await findOrder(tx, id);
  if (!row) return null;
  const { owner, status, reason, archivedAt } = row;
  return { ownerId: owner?.id ?? null, statusId: status.id, reason, archived: archivedAt !== null };
}

/** Why one was not changed; null: it was, or is so already. */
type Change = (tx: Sql, id: string, wanted: RecordChange, by: string) => Promise<string | null>;

const CHANGES: Record<BulkSubject, Change> = {
  chats: async () => 'NOT_FOUND',
  contacts: async (tx, id, { managerId, segment }, by) => {
    if (managerId && !(await isActive(tx, managerId))) return 'UNKNOWN_EMPLOYEE';
    const changed = await updateWithin(tx, id, { managerId, segment }, by);
    if (changed === null) return 'NOT_FOUND';
    return typeof changed === 'string' ? changed : null;
  },
  leads: async (tx, id, { ownerId, statusId, reason, archived }, by) => {
    const changed = await updateLeadWithin(tx, id, { ownerId, statusId, reason, archived }, by);
    if (changed === null) return 'NOT_FOUND';
    return typeof changed === 'string' ? changed : null;
  },
  orders: async (tx, id, { ownerId, statusId, reason, archived }, by) => {
    const changed = await updateOrderWithin(tx, id, { ownerId, statusId, reason, archived }, by);
    if (changed === null) return 'NOT_FOUND';
    return typeof changed === 'string' ? changed : null;
  },
};

/** What of it is named by the change; a reason goes with its status. */
function pick(was: Partial<Standing>, { managerId, segment, ownerId, statusId, archived }: RecordChange): RecordChange {
  return {
    ...(managerId !== undefined && { managerId: was.managerId }),
    ...(segment !== undefined && { segment: was.segment }),
    ...(ownerId !== undefined && { ownerId: was.ownerId }),
    ...(statusId !== undefined && { statusId: was.statusId, reason: was.reason }),
    ...(archived !== undefined && { archived: was.archived }),
  };
}

const COMPARED = ['managerId', 'segment', 'ownerId', 'statusId', 'reason', 'archived'] as const;

const differs = (one: RecordChange, other: RecordChange): boolean =>
  COMPARED.some((field) => other[field] !== undefined && one[field] !== other[field]);
