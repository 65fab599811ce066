import type { Pool } from 'pg';
import { touchChat } from '#db/chats/touch.ts';
import { isStanding } from '#db/contacts/merging/standing.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { ConversionRecord } from '#db/entities/records/lead-conversion.ts';
import { tell } from '#db/inbox/tell.ts';
import { findLead, type LeadRow } from '#db/leads/read.ts';
import { keepRecordHistory, recordChanges } from '#db/records/history.ts';
import { clientsOf, tellChatsOfLead, tellLinks } from '#db/records/told.ts';
import { FIELDS, lockWithClients } from './convert.ts';

/** What an undone conversion left. */
export interface Undone {
  lead: LeadRow;
  /** What somebody worked on since is not lost: it is archived. Null: none was made, or it is gone by itself. */
  order: 'deleted' | 'archived' | null;
  /** A contact that was made for it stays where something else names it, or somebody changed it. */
  contact: 'deleted' | 'stays';
}

type Found = { orderId: string | null; record: ConversionRecord };

/** Takes a conversion back while nothing was issued; null where there is none to take back. */
export async function undoConversion(
  pool: Pool,
  leadId: string,
  by: string,
): Promise<Undone | 'CONVERSION_ISSUED' | null> {
  return inTransaction(pool, async (tx) => {
    const lead = await lockWithClients(tx, leadId);
    const { rows } = await tx.query<Found>(
      `select order_id as "orderId", record from lead_conversion where lead_id = $1 for update`,
      [leadId],
    );
    const [conversion] = rows;
    if (!lead || !conversion) return null;
    const { orderId, record } = conversion;
    if (await holdsIssued(tx, orderId)) return 'CONVERSION_ISSUED';
    await tx.query('delete from lead_conversion where lead_id = $1', [leadId]);
    await leadBack(tx, lead, record, by);
    await clientsBack(tx, record, by);
    const order = await orderBack(tx, orderId);
    await tellChatsOfLead(tx, leadId);
    const contact = await contactBack(tx, record);
    return { lead: (await findLead(tx, leadId)) ?? lead, order, contact };
  });
}

/** Until the commit none is issued that is there, and none is made out for the order. */
async function holdsIssued(tx: Sql, orderId: string | null): Promise<boolean> {
  await tx.query('select 1 from customer_order where id = $1 for update', [orderId]);
  const { rows } = await tx.query<{ state: string }>(
    'select state from document where order_id = $1 order by id for update',
    [orderId],
  );
  return rows.some(({ state }) => state !== 'draft');
}

/** What somebody changed since stays as it is. */
async function leadBack(tx: Sql, lead: LeadRow, record: ConversionRecord, by: string): Promise<void> {
  const was = { statusId: lead.status.id, contactId: lead.contact?.id ?? null };
  const contactId = was.contactId === record.becameId ? record.contactId : was.contactId;
  const isThere = contactId !== null && (await isStanding(tx, contactId));
  const { rowCount } = await tx.query(
    'update lead set status_id = $2, updated_at = now(), contact_id = $3 where id = $1',
    [lead.id, record.statusId, isThere ? contactId : null],
  );
  if (rowCount !== 1) throw new Error('the lead went while it was locked');
  const now = await findLead(tx, lead.id);
  const after = { statusId: now?.status.id, contactId: now?.contact?.id ?? null };
  await keepRecordHistory(tx, { kind: 'lead', id: lead.id }, by, recordChanges(was, after, FIELDS));
}

async function clientsBack(tx: Sql, { clientIds, becameId }: ConversionRecord, by: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    'update client set contact_id = null where id = any($1::uuid[]) and contact_id = $2 returning id',
    [clientIds, becameId],
  );
  const { rows: chats } = await tx.query<{ chatId: string; clientId: string; pageId: string }>(
    `select id as "chatId", client_id as "clientId", page_id as "pageId" from chat
     where client_id = any($1::uuid[]) and status <> 'finished' order by client_id`,
    [rows.map(({ id }) => id)],
  );
  for (const chat of chats) {
    await tell(tx, chat, { kind: 'contact_linked', contactId: null, by });
    await touchChat(tx, chat);
  }
}

async function orderBack(tx: Sql, orderId: string | null): Promise<Undone['order']> {
  if (orderId === null) return null;
  await tellLinks(tx, await clientsOf(tx, { kind: 'order', id: orderId }), { kind: 'order', id: orderId });
  const { rowCount: gone } = await tx.query(
    `delete from customer_order r where r.id = $1 and r.updated_at = r.created_at
       and not exists (select from document d where d.order_id = r.id)`,
    [orderId],
  );
  if (gone === 1) return 'deleted';
  const { rowCount } = await tx.query(
    'update customer_order set archived_at = coalesce(archived_at, now()), updated_at = now() where id = $1',
    [orderId],
  );
  return rowCount === 1 ? 'archived' : null;
}

async function contactBack(tx: Sql, { becameId, isNew }: ConversionRecord): Promise<Undone['contact']> {
  if (isNew) await tx.query('select 1 from contact where id = $1 for update', [becameId]);
  const { rowCount } = await tx.query(
    `delete from contact k where k.id = $1 and $2 and k.updated_at = k.created_at and k.merged_into_id is null
       and not exists (select from contact_merge m where k.id in (m.winner_id, m.loser_id))
       and not exists (select from contact_member m where k.id in (m.person_id, m.company_id))
       and not exists (select from client c where c.contact_id = k.id)
       and not exists (select from lead l where l.contact_id = k.id)
       and not exists (select from customer_order r where r.contact_id = k.id)
       and not exists (select from document d where d.contact_id = k.id)`,
    [becameId, isNew],
  );
  return rowCount === 1 ? 'deleted' : 'stays';
}
