import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { tellChats } from '#db/contacts/merging/told.ts';
import { pointsOf } from '#db/contacts/fields.ts';
import { addContactWithin } from '#db/contacts/write.ts';
import type { ConversionRecord } from '#db/entities/records/lead-conversion.ts';
import { findLead, type LeadRow } from '#db/leads/read.ts';
import { insertOrderWithin, type NewOrder } from '#db/orders/write.ts';
import { keepRecordHistory, recordChanges } from '#db/records/history.ts';
import { settleLink } from '#db/records/links.ts';
import { isRefused, type Refused } from '#db/records/parts.ts';
import { firstStatus } from '#db/records/statuses.ts';
import { clientsOf, tellChatsOfLead } from '#db/records/told.ts';
import { contactsOfLead } from './read.ts';

export interface Conversion {
  leadId: string;
  /** One that is there; null: the lead's own, or a new one. */
  contactId: string | null;
  /** What a new one is called; null: nobody asked for a new one. */
  newName: string | null;
  /** Null: none; its contact is the lead's. */
  order: Omit<NewOrder, 'contactId'> | 'of the lead' | null;
  by: string;
}

export type NotConverted = Refused | 'LEAD_CONVERTED' | 'CONTACT_TO_CHOOSE';

/** A lead becomes a contact's, with an order, in one transaction: all of it or nothing. Null: there is no such lead. */
export async function convertLead(pool: Pool, conversion: Conversion): Promise<LeadRow | NotConverted | null> {
  return inTransaction(pool, async (tx) => {
    const lead = await lockWithClients(tx, conversion.leadId);
    if (!lead) return null;
    if (lead.status.meaning === 'converted') return 'LEAD_CONVERTED';
    const contact = await contactFor(tx, lead, conversion);
    if (typeof contact === 'string') return contact;
    const made = await orderFor(tx, lead, contact.id, conversion);
    if (isRefused(made)) return made;
    const clientIds = await carryOver(tx, lead.id, contact.id, conversion.by);
    const before = { statusId: lead.status.id, contactId: lead.contact?.id ?? null };
    const record = { ...before, becameId: contact.id, isNew: contact.isNew, clientIds };
    await keep(tx, lead.id, made.orderId, record, conversion.by);
    await tellChatsOfLead(tx, lead.id);
    return findLead(tx, lead.id);
  });
}

/** Clients before what belongs to them, as everybody does. */
export async function lockWithClients(tx: Sql, leadId: string): Promise<LeadRow | null> {
  await tx.query(
    `select id from client where id in (select client_id from client_lead where lead_id = $1) order by id for update`,
    [leadId],
  );
  await tx.query('select 1 from lead where id = $1 for update', [leadId]);
  return findLead(tx, leadId);
}

type Chosen = { id: string; isNew: boolean };

/** Whoever may be it is shown first: a new one beside them is made only where somebody asks for it. */
async function contactFor(
  tx: Sql,
  lead: LeadRow,
  { contactId, newName, by }: Conversion,
): Promise<Chosen | 'UNKNOWN_CONTACT' | 'CONTACT_TO_CHOOSE'> {
  const known = contactId ?? (newName === null ? lead.contact?.id : undefined);
  if (known !== undefined) {
    const stands = 'select 1 from contact where id = $1 and merged_into_id is null for share';
    return (await tx.query(stands, [known])).rowCount === 1 ? { id: known, isNew: false } : 'UNKNOWN_CONTACT';
  }
  if (newName === null && (await contactsOfLead(tx, lead)).length > 0) return 'CONTACT_TO_CHOOSE';
  const points = {
    phones: pointsOf('phone', lead.phone === null ? [] : [lead.phone]),
    emails: pointsOf('email', lead.email === null ? [] : [lead.email]),
  };
  const added = await addContactWithin(tx, { name: newName ?? lead.name, ...points }, by);
  if (typeof added === 'string') throw new Error(`the contact of a lead was not kept: ${added}`);
  return { id: added.id, isNew: true };
}

async function orderFor(
  tx: Sql,
  lead: LeadRow,
  contactId: string,
  { order, by }: Conversion,
): Promise<{ orderId: string | null } | Refused> {
  if (order === null) return { orderId: null };
  const made = await insertOrderWithin(tx, { ...(order === 'of the lead' ? orderOf(lead) : order), contactId }, by);
  if (isRefused(made)) return made;
  await tx.query(
    `insert into client_order (client_id, order_id, why, by_id)
     select x.client_id, $2, 'made', $3 from client_lead x where x.lead_id = $1`,
    [lead.id, made.id, by],
  );
  for (const clientId of await clientsOf(tx, { kind: 'lead', id: lead.id }))
    await settleLink(tx, { kind: 'order', id: made.id }, clientId);
  return { orderId: made.id };
}

/** What the lead says of it: what is wanted, for its sum, by whoever has it in hand. */
function orderOf({ name, amount, owner, note }: LeadRow): Omit<NewOrder, 'contactId'> {
  const line = { name, unit: 'шт', quantity: 1_000, price: Number(amount ?? 0), vat: null, discount: 0 };
  return {
    name,
    note,
    statusId: null,
    sourceId: null,
    ownerId: owner?.id ?? null,
    withVat: false,
    discount: 0,
    lines: amount === null ? [] : [line],
    reason: '',
  };
}

/** Clients of the lead's chats of whom nobody knew who they are. */
async function carryOver(tx: Sql, leadId: string, contactId: string, by: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `update client set contact_id = $2, contact_refused = false
     where contact_id is null and id in (select client_id from client_lead where lead_id = $1) returning id`,
    [leadId, contactId],
  );
  const ids = rows.map(({ id }) => id);
  await tellChats(tx, ids, contactId, by);
  return ids;
}

async function keep(
  tx: Sql,
  leadId: string,
  orderId: string | null,
  record: ConversionRecord,
  by: string,
): Promise<void> {
  const status = await firstStatus(tx, 'lead', 'converted');
  const now = { statusId: status.id, contactId: record.becameId };
  await tx.query(`update lead set status_id = $2, contact_id = $3, reason = '', updated_at = now() where id = $1`, [
    leadId,
    now.statusId,
    now.contactId,
  ]);
  await keepRecordHistory(
    tx,
    { kind: 'lead', id: leadId },
    by,
    recordChanges({ statusId: record.statusId, contactId: record.contactId }, now, FIELDS),
  );
  await tx.query('insert into lead_conversion (lead_id, order_id, record, by_id) values ($1, $2, $3, $4)', [
    leadId,
    orderId,
    JSON.stringify(record),
    by,
  ]);
}

export const FIELDS = ['statusId', 'contactId'] as const;
