import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { KNOWN } from '#db/contacts/known.ts';
import { type Link, LINK_COLUMNS, LINKS_MOST, named, settleLink } from '#db/records/links.ts';
import { isRefused, type Refused } from '#db/records/parts.ts';
import { ORDER_COLUMNS, ORDER_JOINS, type OrderRow } from './read.ts';
import { insertOrderWithin, type NewOrder } from './write.ts';

export interface LinkedOrder extends OrderRow, Link {
  contactMessageId: string | null;
}

/** Those a client's chats are about: the one that is named first. */
export async function linkedOrders(sql: Sql, clientId: string): Promise<LinkedOrder[]> {
  const { rows } = await sql.query<LinkedOrder>(
    `select ${ORDER_COLUMNS}, ${LINK_COLUMNS}, x.contact_message_id as "contactMessageId"
     from client_order x join customer_order r on r.id = x.order_id ${ORDER_JOINS}
       left join employee b on b.id = x.by_id
     where x.client_id = $1
     order by ${named('r')} limit ${LINKS_MOST}`,
    [clientId],
  );
  return rows;
}

export interface OrderMatch extends OrderRow {
  matchedBy: 'contact' | 'phone' | 'email';
}

/**
 * Open orders of who the chat's client is, or of contacts with a phone or an e-mail by which they are known. Those are
 * found first, by their indexes: the planner takes them for many.
 */
export async function matchOrders(sql: Sql, chatId: string): Promise<OrderMatch[]> {
  const { rows } = await sql.query<OrderMatch>(
    `select ${ORDER_COLUMNS}, case when k.id = cl.contact_id then 'contact'
         when k.phones && known.phones then 'phone' else 'email' end as "matchedBy"
     from chat c join client cl on cl.id = c.client_id ${KNOWN}
       join customer_order r on r.contact_id in (
         select cl.contact_id
         union (with found as materialized (
             select t.id from contact t where t.phones && known.phones or t.emails && known.emails)
           select id from found limit ${LINKS_MOST}))
       ${ORDER_JOINS}
     where c.id = $1 and r.archived_at is null and s.meaning in ('new', 'in_work')
       and not exists (select 1 from client_order x where x.client_id = cl.id and x.order_id = r.id)
     order by r.number desc limit ${LINKS_MOST}`,
    [chatId],
  );
  return rows;
}

/** An order made out of a chat is linked to its client at once, with the message by which its contact is known. */
export async function orderFromChat(
  pool: Pool,
  chat: { id: string; clientId: string },
  order: NewOrder,
  by: string,
): Promise<OrderRow | Refused> {
  return inTransaction(pool, async (tx) => {
    await tx.query('select 1 from client where id = $1 for update', [chat.clientId]);
    const made = await insertOrderWithin(tx, order, by);
    if (!isRefused(made)) await linkMadeOrder(tx, chat, made.id, by);
    return made;
  });
}

/** With the message by which its contact is known. */
export async function linkMadeOrder(
  tx: Sql,
  chat: { id: string; clientId: string },
  orderId: string,
  by: string | null,
): Promise<void> {
  await tx.query('select 1 from client where id = $1 for update', [chat.clientId]);
  await tx.query(
    `insert into client_order (client_id, order_id, why, by_id, contact_message_id)
     select $1, r.id, case when $3::text is null then 'automatic' else 'made' end, $3,
       (select w.id from message w join contact k on k.id = r.contact_id
        where w.chat_id = $4 and w.direction = 'in'
          and (w.contact ->> 'phone' = any(k.phones) or w.contact ->> 'email' = any(k.emails))
        order by w.at desc, w.id limit 1)
     from customer_order r where r.id = $2 on conflict do nothing`,
    [chat.clientId, orderId, by, chat.id],
  );
  await settleLink(tx, { kind: 'order', id: orderId }, chat.clientId);
}
