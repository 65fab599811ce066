import type { Pool } from 'pg';
import type { Person } from '#db/chats/row.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { KNOWN } from '#db/contacts/known.ts';
import type { LinkReason } from '#db/entities/records/client-lead.ts';
import { isRefused, type Refused } from '#db/records/parts.ts';
import { ORDER_COLUMNS, ORDER_JOINS, type OrderRow } from './read.ts';
import { insertOrderWithin, type NewOrder } from './write.ts';

export interface LinkedOrder extends OrderRow {
  isMain: boolean;
  why: LinkReason;
  by: Person | null;
  linkedAt: Date;
  contactMessageId: string | null;
}

/** More would be no card any more. */
const MOST = 50;

/** Those a client's chats are about: the main one first, then those that are open. */
export async function linkedOrders(sql: Sql, clientId: string): Promise<LinkedOrder[]> {
  const { rows } = await sql.query<LinkedOrder>(
    `select ${ORDER_COLUMNS}, x.is_main as "isMain", x.why, x.at as "linkedAt",
       x.contact_message_id as "contactMessageId",
       case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as by
     from client_order x join customer_order r on r.id = x.order_id ${ORDER_JOINS}
       left join employee b on b.id = x.by_id
     where x.client_id = $1
     order by not x.is_main, r.archived_at is not null, s.meaning not in ('new', 'in_work'), r.number desc
     limit ${MOST}`,
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
           select id from found limit ${MOST}))
       ${ORDER_JOINS}
     where c.id = $1 and r.archived_at is null and s.meaning in ('new', 'in_work')
       and not exists (select 1 from client_order x where x.client_id = cl.id and x.order_id = r.id)
     order by r.number desc limit ${MOST}`,
    [chatId],
  );
  return rows;
}

/**
 * Whether there is such an order; one that is linked already stays as it was linked. The first is the main one, and so
 * is one that is made so.
 */
export async function linkOrder(
  pool: Pool,
  { clientId, orderId, by }: { clientId: string; orderId: string; by: string },
  isMain = false,
): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    await tx.query('select 1 from client where id = $1 for update', [clientId]);
    await tx.query(
      `insert into client_order (client_id, order_id, why, by_id) select $1, id, 'linked', $3
       from customer_order where id = $2 on conflict do nothing`,
      [clientId, orderId, by],
    );
    return chooseMain(tx, clientId, orderId, isMain);
  });
}

export async function unlinkOrder(sql: Sql, clientId: string, orderId: string): Promise<boolean> {
  const { rowCount } = await sql.query('delete from client_order where client_id = $1 and order_id = $2', [
    clientId,
    orderId,
  ]);
  return rowCount === 1;
}

/** The client is locked. Without `isMain` it becomes the main one only where there is none; false: it is not linked. */
async function chooseMain(tx: Sql, clientId: string, orderId: string, isMain: boolean): Promise<boolean> {
  await tx.query('update client_order set is_main = false where client_id = $1 and order_id <> $2 and is_main and $3', [
    clientId,
    orderId,
    isMain,
  ]);
  const { rowCount } = await tx.query(
    `update client_order set is_main = is_main or not exists (
       select from client_order o where o.client_id = $1 and o.is_main)
     where client_id = $1 and order_id = $2`,
    [clientId, orderId],
  );
  return rowCount === 1;
}

/** An order made out of a chat is linked to its client at once, with the message by which its contact is known. */
export async function orderFromChat(
  pool: Pool,
  { id, clientId }: { id: string; clientId: string },
  order: NewOrder,
  by: string,
): Promise<OrderRow | Refused> {
  return inTransaction(pool, async (tx) => {
    await tx.query('select 1 from client where id = $1 for update', [clientId]);
    const made = await insertOrderWithin(tx, order, by);
    if (isRefused(made)) return made;
    await tx.query(
      `insert into client_order (client_id, order_id, why, by_id, contact_message_id)
       values ($1, $2, 'made', $3, (select w.id from message w join contact k on k.id = $5
         where w.chat_id = $4 and w.direction = 'in'
           and (w.contact ->> 'phone' = any(k.phones) or w.contact ->> 'email' = any(k.emails))
         order by w.at desc, w.id limit 1))`,
      [clientId, made.id, by, id, order.contactId],
    );
    await chooseMain(tx, clientId, made.id, false);
    return made;
  });
}
