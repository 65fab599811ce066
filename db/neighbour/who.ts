import type { Sql } from '#db/connection/transaction.ts';
import { KNOWN } from '#db/contacts/known.ts';
import type { KnownBy } from '#db/leads/known.ts';

/** By what the client of a chat is known now. */
export async function findWho(sql: Sql, chatId: string): Promise<KnownBy> {
  const { rows } = await sql.query<KnownBy>(
    `select cl.id as "clientId", cl.contact_id as "contactId", known.phones, known.emails
     from chat c join client cl on cl.id = c.client_id ${KNOWN} where c.id = $1`,
    [chatId],
  );
  const [who] = rows;
  if (!who) throw new Error('a chat has no client');
  return who;
}
