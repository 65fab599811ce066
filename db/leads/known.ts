import type { Sql } from '#db/connection/transaction.ts';
import { knownContacts } from '#db/contacts/known.ts';

/** By what somebody is known. */
export interface KnownBy {
  clientId: string;
  contactId: string | null;
  /** E.164. */
  phones: string[];
  emails: string[];
}

/** Two are a choice already. */
const MOST = 2;

/** Open leads of theirs: linked to the client, or with a phone, an e-mail or the contact in common. */
export async function findOpenLeads(sql: Sql, who: KnownBy): Promise<{ id: string; number: number }[]> {
  const { rows } = await sql.query<{ id: string; number: number }>(
    `select l.id, l.number from lead l join record_status s on s.id = l.status_id
     where l.archived_at is null and s.meaning in ('new', 'in_work') and l.id in (
       select lead_id from client_lead where client_id = $1 union select id from lead where contact_id = $2
       union select id from lead where phone = any($3::text[])
       union select id from lead where email = any($4::text[]))
     order by l.number limit ${MOST}`,
    [who.clientId, who.contactId, who.phones, who.emails],
  );
  return rows;
}

/** Who of the contacts they are: the one they are linked to, or those with a phone or an e-mail of theirs. */
export async function findContactsOf(sql: Sql, who: KnownBy): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql.query<{ id: string; name: string }>(
    `with linked as (select id, name from contact where id = $1)
     select id, name from linked
     union all (select k.id, k.name from (select $2::text[] as phones, $3::text[] as emails) known
       cross join lateral ${knownContacts('id, name')} where not exists (select from linked) order by k.id
       limit ${MOST})`,
    [who.contactId, who.phones, who.emails],
  );
  return rows;
}
