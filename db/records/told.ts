import type { Sql } from '#db/connection/transaction.ts';
import type { WhichRecord } from './history.ts';

/** Of a client; nobody looks at older ones. */
const CHATS_MOST = 50;
/** Of clients whose ids are in `$1`: lists say which lead an open chat is about. */
const OPEN_CHATS = `select 'chat', c.page_id, c.id, c.id::text from chat c
  where c.client_id = any($1::uuid[]) and c.status <> 'finished'`;

/**
 * Windows with a chat of these clients hear that they are linked otherwise, and so do those with the lead or the order;
 * of a lead lists of chats do, too.
 */
export async function tellLinks(tx: Sql, clientIds: readonly string[], { kind, id }: WhichRecord): Promise<void> {
  await tx.query(
    `insert into change (kind, page_id, chat_id, ref)
     select 'record', null::uuid, null::uuid, $2::text
     union all select 'links', c.page_id, c.id, c.number::text from unnest($1::uuid[]) as of (client_id)
       cross join lateral (select o.page_id, o.id, o.number from chat o where o.client_id = of.client_id
         order by o.number desc limit ${CHATS_MOST}) c
     ${kind === 'lead' ? `union all ${OPEN_CHATS}` : ''}`,
    [clientIds, id],
  );
}

/** Lists of chats hear that a lead is called otherwise now, or stands otherwise. */
export async function tellChatsOfLead(tx: Sql, leadId: string): Promise<void> {
  await tx.query(`insert into change (kind, page_id, chat_id, ref) ${OPEN_CHATS}`, [
    await clientsOf(tx, { kind: 'lead', id: leadId }),
  ]);
}

/** Those that a lead or an order is linked to. */
export async function clientsOf(tx: Sql, { kind, id }: WhichRecord): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select client_id as id from client_${kind} where ${kind}_id = $1 order by client_id`,
    [id],
  );
  return rows.map((row) => row.id);
}
