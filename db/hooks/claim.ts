import type { Sql } from '#db/connection/transaction.ts';
import type { OutgoingFacts, OutgoingKind } from '#db/entities/outgoing/outgoing-event.ts';

/** Of whom it is, where the webhook may know. */
export interface Personal {
  name: string;
  phone: string | null;
  email: string | null;
  /** Of a message. */
  text?: string | null;
}

export interface DueDelivery {
  id: string;
  webhookId: string;
  url: string;
  sealedSecret: string;
  sealedFormer: string | null;
  kind: OutgoingKind;
  at: Date;
  facts: OutgoingFacts;
  chatId: string | null;
  pageId: string | null;
  clientId: string | null;
  personal: Personal | null;
}

/** Whoever dies over it is followed after so long. */
const LEASE = '1 minute';

/**
 * Takes deliveries that are due, of each receiver and chat the first one that waits: those of one chat arrive in their
 * order.
 */
export async function claimDeliveries(sql: Sql, most: number): Promise<DueDelivery[]> {
  const { rows } = await sql.query<DueDelivery>(
    `update webhook_delivery d set tries = d.tries + 1, next_at = now() + interval '${LEASE}'
     from (
       select q.id from webhook_delivery q join webhook o on o.id = q.webhook_id
       where q.state = 'waiting' and q.next_at <= now() and (o.is_on or q.by_hand) and not exists (
         select from webhook_delivery p where p.webhook_id = q.webhook_id and p.chat_id = q.chat_id
           and p.event_id < q.event_id and p.state = 'waiting')
       order by q.event_id limit $1 for update of q skip locked) due,
       webhook w, outgoing_event e left join client cl on cl.id = e.client_id
     where d.id = due.id and w.id = d.webhook_id and e.id = d.event_id
     returning d.id, w.id as "webhookId", w.url, w.sealed_secret as "sealedSecret",
       case when w.former_until > now() then w.sealed_former end as "sealedFormer", e.kind, e.at, e.facts,
       e.chat_id as "chatId", e.page_id as "pageId", e.client_id as "clientId",
       case when w.with_personal and cl.id is not null then json_build_object(
         'name', trim(cl.first_name || ' ' || cl.last_name), 'phone', cl.phone, 'email', cl.email,
         'text', (select m.text from message m where m.id::text = e.facts ->> 'messageId')) end as personal`,
    [most],
  );
  return rows;
}
