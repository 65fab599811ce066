import type { Pool } from 'pg';
import type { Person } from '#db/chats/row.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { KNOWN } from '#db/contacts/known.ts';
import type { LinkReason } from '#db/entities/records/client-lead.ts';
import { isRefused, type Refused } from '#db/records/parts.ts';
import { LEAD_COLUMNS, LEAD_JOINS, type LeadRow } from './read.ts';
import { insertLeadWithin, type NewLead } from './write.ts';

export interface LinkedLead extends LeadRow {
  why: LinkReason;
  by: Person | null;
  linkedAt: Date;
  phoneMessageId: string | null;
  emailMessageId: string | null;
}

/** More would be no card any more. */
const MOST = 50;

/** Those a client's chats are about: the ones that are open first. */
export async function linkedLeads(sql: Sql, clientId: string): Promise<LinkedLead[]> {
  const { rows } = await sql.query<LinkedLead>(
    `select ${LEAD_COLUMNS}, x.why, x.at as "linkedAt", x.phone_message_id as "phoneMessageId",
       x.email_message_id as "emailMessageId",
       case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as by
     from client_lead x join lead l on l.id = x.lead_id ${LEAD_JOINS} left join employee b on b.id = x.by_id
     where x.client_id = $1 order by l.archived_at is not null, s.meaning not in ('new', 'in_work'), l.number desc
     limit ${MOST}`,
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
     order by l.number desc limit ${MOST}`,
    [chatId],
  );
  return rows;
}

/** Whether there is such a lead; one that is linked already stays as it was linked. */
export async function linkLead(sql: Sql, clientId: string, leadId: string, by: string): Promise<boolean> {
  const { rows } = await sql.query<{ found: boolean }>(
    `with found as (select id from lead where id = $2), linked as (
       insert into client_lead (client_id, lead_id, why, by_id) select $1, id, 'linked', $3 from found
       on conflict do nothing)
     select exists (select from found) as found`,
    [clientId, leadId, by],
  );
  return rows[0]?.found === true;
}

export async function unlinkLead(sql: Sql, clientId: string, leadId: string): Promise<boolean> {
  const { rowCount } = await sql.query('delete from client_lead where client_id = $1 and lead_id = $2', [
    clientId,
    leadId,
  ]);
  return rowCount === 1;
}

/** A lead made out of a chat is linked to its client at once, with the messages that its parts were taken from. */
export async function leadFromChat(
  pool: Pool,
  { id, clientId }: { id: string; clientId: string },
  lead: NewLead,
  by: string,
): Promise<LeadRow | Refused> {
  return inTransaction(pool, async (tx) => {
    const made = await insertLeadWithin(tx, lead, { by });
    if (isRefused(made)) return made;
    await linkMade(tx, { id, clientId }, made.id, by);
    return made;
  });
}

/** With the messages that its phone and e-mail were taken from. `by` null: its chat wanted it by the settings. */
export async function linkMade(
  sql: Sql,
  chat: { id: string; clientId: string },
  leadId: string,
  by: string | null,
): Promise<void> {
  await sql.query(
    `insert into client_lead (client_id, lead_id, why, by_id, phone_message_id, email_message_id)
     select $1, l.id, case when $3::text is null then 'automatic' else 'made' end, $3,
       (select w.id from message w where w.chat_id = $4 and w.direction = 'in' and w.contact ->> 'phone' = l.phone
        order by w.at desc, w.id limit 1),
       (select w.id from message w where w.chat_id = $4 and w.direction = 'in' and w.contact ->> 'email' = l.email
        order by w.at desc, w.id limit 1)
     from lead l where l.id = $2 on conflict do nothing`,
    [chat.clientId, leadId, by, chat.id],
  );
}
