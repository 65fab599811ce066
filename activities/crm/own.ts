import type { Pool } from 'pg';
import { listDocuments } from '#db/documents/list.ts';
import { findContactsOf, findOpenLeads } from '#db/leads/known.ts';
import { linkMade } from '#db/leads/links.ts';
import { insertLeadOnce, type NewLead } from '#db/leads/write.ts';
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
      if (isRefused(made)) throw new Error(`an order is refused: ${made}`);
      return refOf(made);
    },
    listDocuments: async (contactId) => {
      const whichever = { kind: null, state: null, companyId: null, orderId: null, chatNumber: null, q: '' };
      const filter = { ...whichever, limit: DOCUMENTS_MOST, offset: 0 };
      const { rows } = await listDocuments(pool, { ...filter, contactId });
      return rows.map(({ id, kind, number, total }): DocumentRef => ({ id, kind, number, total }));
    },
    writeLinkBack: (leadId, chat) => linkMade(pool, chat, leadId, null),
  };
}

const refOf = ({ id, number }: { id: string; number: number }): LeadRef => ({ id, number: String(number), url: null });

function toNewLead({ name, phone, email, source, personId }: LeadOfChat): NewLead {
  const unsaid = { statusId: null, amount: null, ownerId: null, note: '', reason: '' };
  return { ...unsaid, name, phone, email, sourceId: source?.id ?? null, contactId: personId };
}

function toNewOrder({ source, personId, ...order }: OrderOfChat): NewOrder {
  const unsaid = { statusId: null, ownerId: null, note: '', reason: '' };
  return { ...unsaid, ...order, sourceId: source?.id ?? null, contactId: personId };
}
