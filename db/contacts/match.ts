import type { Sql } from '#db/connection/transaction.ts';
import { KNOWN, knownContacts } from './known.ts';
import { CONTACT_COLUMNS, type ContactRow } from './read.ts';

export interface ContactMatch extends ContactRow {
  matchedBy: 'phone' | 'email';
}

/** A number that more contacts share is nobody's own. */
const MOST_MATCHES = 50;

/** Contacts that have a phone or an e-mail by which the chat's client is known, always in the same order. */
export async function matchContacts(sql: Sql, chatId: string): Promise<ContactMatch[]> {
  const { rows } = await sql.query<ContactMatch>(
    `select ${CONTACT_COLUMNS}, case when k.phones && known.phones then 'phone' else 'email' end as "matchedBy"
     from chat c join client cl on cl.id = c.client_id ${KNOWN} cross join lateral ${knownContacts('*')}
       left join employee e on e.id = k.manager_id
     where c.id = $1 order by k.id limit ${MOST_MATCHES}`,
    [chatId],
  );
  return rows;
}
