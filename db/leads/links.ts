import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { KNOWN } from '#db/contacts/known.ts';
import { type Link, LINK_COLUMNS, LINKS_MOST, named, settleLink } from '#db/records/links.ts';
import { isRefused, type Refused } from '#db/records/parts.ts';
import { LEAD_COLUMNS, LEAD_JOINS, type LeadRow } from './read.ts';
import { insertLeadWithin, type NewLead } from './write.ts';

export interface LinkedLead extends LeadRow, Link {
  phoneMessageId: string | null;
  emailMessageId: string | null;
}

/** Those a client's chats are about: the one that is named first. */
export async function linkedLeads(sql: Sql, clientId: string): Promise<LinkedLead[]> {
  const { rows } = await sql.query<LinkedLead>(
    `select ${LEAD_COLUMNS}, ${LINK_COLUMNS}, x.phone_message_id as "phoneMessageId",
       x.email_message_id as "emailMessageId"
     from client_lead x join lead l on l.id = x.lead_id ${LEAD_JOINS} left join employee b on b.id = x.by_id
     where x.client_id = $1
     order by ${named('l')} limit ${LINKS_MOST}`,
    [clientId],
  );
  return rows;
}

export interface LeadMatch extends LeadRow {
  matchedBy: 'phone' | 'email' | 'contact';
}

/** Open leads with a phone or an e-mail by which the chat's client is known, or of who they are. */
export async function matchLeads(sql: Sql, chatId: string): Promise<LeadMatch[]> {
  const { rows } = await sql.query<LeadMatch>(
    `select ${LEAD_COLUMNS}, case when l.phone = any(known.phones) then 'phone'
         when l.email = any(known.emails) then 'email' else 'contact' end as "matchedBy"
     from chat c join client cl on cl.id = c.client_id ${KNOWN}
       join lead l on l.id in (
         select id from lead where phone = any(known.phones) union select id from lead where email = any(known.emails)
         union select id from lead where contact_id = cl.contact_id)
       ${LEAD_JOINS}
     where c.id = $1 and l.archived_at is null and s.meaning in ('new', 'in_work')
       and not exists (select 1 from client_lead x where x.client_id = cl.id and x.lead_id = l.id)
     order by l.number desc limit ${LINKS_MOST}`,
    [chatId],
  );
  return rows;
}

/** A lead made out of a chat is linked to its client at once, with the messages that its parts were taken from. */
export async function leadFromChat(
  pool: Pool,
  chat: { id: string; clientId: string },
  lead: NewLead,
  by: string,
): Promise<LeadRow | Refused> {
  return inTransaction(pool, async (tx) => {
    const made = await insertLeadWithin(tx, lead, { by });
    if (!isRefused(made)) await linkMadeLead(tx, chat, made.id, by);
    return made;
  });
}

/** With the messages that its phone and e-mail were taken from. `by` null: its chat wanted it by the settings. */
export async function linkMadeLead(
  tx: Sql,
  chat: { id: string; clientId: string },
  leadId: string,
  by: string | null,
): Promise<void> {
  await tx.query('select 1 from client where id = $1 for update', [chat.clientId]);
  await tx.query(
    `insert into client_lead (client_id, lead_id, why, by_id, phone_message_id, email_message_id)
     select $1, l.id, case when $3::text is null then 'automatic' else 'made' end, $3,
       (select w.id from message w where w.chat_id = $4 and w.direction = 'in' and w.contact ->> 'phone' = l.phone
        order by w.at desc, w.id limit 1),
       (select w.id from message w where w.chat_id = $4 and w.direction = 'in' and w.contact ->> 'email' = l.email
        order by w.at desc, w.id limit 1)
     from lead l where l.id = $2 on conflict do nothing`,
    [chat.clientId, leadId, by, chat.id],
  );
  await settleLink(tx, { kind: 'lead', id: leadId }, chat.clientId);
}
