import type { Pool } from 'pg';
import { listDocuments } from '#db/documents/list.ts';
import { findContactsOf, findOpenLeads } from '#db/leads/known.ts';
import { inTransaction } from '#db/connection/transaction.ts';
import { linkMadeLead } from '#db/leads/links.ts';
import { insertLeadOnce, type NewLead } from '#db/leads/write.ts';
import { linkMadeOrder } from '#db/orders/links.ts';
import { insertOrderOnce, type NewOrder } from '#db/orders/write.ts';
import { isRefused } from '#db/records/parts.ts';
import type { Crm, DocumentRef, LeadOfChat, LeadRef, OrderOfChat } from './crm.ts';

/** More are a matter of the list of documents. */
const DOCUMENTS_MOST = 50;

/** The CRM that is ours: contacts are people, leads and documents stand in the same database as chats. */
export function ownCrm(pool: Pool): Crm {
  return {
    findPerson: async (who) => {
      const [people, leads] = await Promise.all([findContactsOf(pool, who), findOpenLeads(pool, who)]);
      return { people, openLeads: leads.map(refOf) };
    },
    createLead: async (key, lead) => {
      const made = await insertLeadOnce(pool, key, toNewLead(lead));
      if (!isRefused(made)) return refOf(made);
      // A contact or a source that went between the look and now: without it.
      const bare = await insertLeadOnce(pool, key, { ...toNewLead(lead), contactId: null, sourceId: null });
      if (isRefused(bare)) throw new Error(`a lead is refused: ${bare}`);
      return refOf(bare);
    },
    createOrder: async (key, order) => {
      const made = await insertOrderOnce(pool, key, toNewOrder(order));
      if (!isRefused(made)) return refOf(made);
      const bare = await insertOrderOnce(pool, key, { ...toNewOrder(order), contactId: null, sourceId: null });
      if (isRefused(bare)) throw new Error(`an order is refused: ${bare}`);
      return refOf(bare);
    },
    listDocuments: async (contactId) => {
      const whichever = { kind: null, state: null, companyId: null, orderId: null, chatNumber: null, q: '' };
      const filter = { ...whichever, limit: DOCUMENTS_MOST, offset: 0 };
      const { rows } = await listDocuments(pool, { ...filter, contactId });
      return rows.map(({ id, kind, number, total, currency }): DocumentRef => ({
        id,
        kind,
        number,
        total,
        currency,
        url: null,
        fileUrl: null,
      }));
    },
    writeLinkBack: ({ kind, id }, chat) =>
      inTransaction(pool, (tx) => (kind === 'lead' ? linkMadeLead : linkMadeOrder)(tx, chat, id, chat.by)),
  };
}

const refOf = ({ id, number }: { id: string; number: number }): LeadRef => ({ id, number: String(number), url: null });

function toNewLead({ source, personId, ...lead }: LeadOfChat): NewLead {
  const unsaid = { statusId: null, ownerId: null, reason: '' };
  return { ...unsaid, ...lead, sourceId: source?.id ?? null, contactId: personId };
}

function toNewOrder({ source, personId, ...order }: OrderOfChat): NewOrder {
  const unsaid = { statusId: null, ownerId: null, reason: '' };
  return { ...unsaid, ...order, sourceId: source?.id ?? null, contactId: personId };
}
