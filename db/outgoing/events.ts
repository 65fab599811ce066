import type { Sql } from '#db/connection/transaction.ts';

/** Somebody answered, here or in Meta's own inbox. */
const answered = (entry: string): string =>
  `(${entry}.kind = 'status_changed' and ${entry}.reason ->> 'code' = 'operator_answered'
     or ${entry}.kind = 'answered_in_meta')`;

/**
 * What a chat decided, as others are told: each once, and of a chat one beginning, one contact and one first answer.
 * Returns the new ones.
 */
export async function fromEntries(tx: Sql, entryIds: string[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `with told as (
       select t.id, t.chat_id, t.at, t.reason, t.about_id, n.n, case
           when t.kind = 'opened' then 'chat.started'
           when t.kind = 'contact' and t.reason ->> 'code' in ('given', 'set') then 'chat.contact_given'
           when t.kind in ('assigned', 'joined') then 'chat.assigned'
           when t.kind = 'finished' then 'chat.finished'
           when t.kind = 'lead_settled' and t.reason ->> 'code' = 'made' then 'lead.made'
           when ${answered('t')} and not exists (
             select from timeline e where e.chat_id = t.chat_id and (e.seq, e.n) < (t.seq, t.n) and ${answered('e')})
           then 'chat.answered_first' end as kind
       from unnest($1::uuid[]) with ordinality as n (id, n) join timeline t on t.id = n.id)
     insert into outgoing_event (key, kind, page_id, chat_id, client_id, at, facts)
     select o.kind || ' ' || case when o.kind in ('chat.assigned', 'chat.finished') then o.id::text
         when o.kind = 'lead.made' then o.reason ->> 'lead' else o.chat_id::text end,
       o.kind, c.page_id, c.id, c.client_id, o.at, jsonb_strip_nulls(jsonb_build_object('number', c.number,
         'what', case when o.kind = 'chat.contact_given' then o.reason ->> 'what' end,
         'employeeId', case when o.kind = 'chat.assigned' then o.about_id end,
         'recordId', case when o.kind = 'lead.made' then o.reason ->> 'lead' end,
         'seconds', case when o.kind in ('chat.answered_first', 'chat.finished') then
           greatest(round(extract(epoch from o.at - c.created_at)), 0) end))
     from told o join chat c on c.id = o.chat_id where o.kind is not null order by o.n
     on conflict (key) do nothing returning id`,
    [entryIds],
  );
  return rows.map(({ id }) => id);
}

/** Seen again after so long it would be taken for new. */
const NEW_DAYS = 7;

/** Leads and orders that were made since; of a client's, the client and their newest chat. */
export async function fromRecords(tx: Sql, recordIds: string[], since: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `with made as (
       select 'lead.made' as kind, l.id, l.created_at as at, l.amount, x.client_id
       from lead l left join lateral (
         select client_id from client_lead where lead_id = l.id and why <> 'linked' order by at limit 1) x on true
       where l.id = any($1::uuid[])
       union all
       select 'order.made', r.id, r.created_at, r.total, x.client_id
       from customer_order r left join lateral (
         select client_id from client_order where order_id = r.id and why <> 'linked' order by at limit 1) x on true
       where r.id = any($1))
     insert into outgoing_event (key, kind, page_id, chat_id, client_id, at, facts)
     select m.kind || ' ' || m.id, m.kind, c.page_id, c.id, m.client_id, m.at, jsonb_strip_nulls(
       jsonb_build_object('number', c.number, 'recordId', m.id, 'amount', m.amount))
     from made m left join lateral (
       select id, page_id, number from chat where client_id = m.client_id order by number desc limit 1) c on true
     where m.at >= $2::timestamptz and m.at > now() - interval '${NEW_DAYS} days' order by m.at
     on conflict (key) do nothing returning id`,
    [recordIds, since],
  );
  return rows.map(({ id }) => id);
}

/** Messages that came, and those that went out, while some webhook wants them. */
export async function fromMessages(tx: Sql, messageIds: string[], since: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `with told as (
       select m.id, m.chat_id, case m.direction when 'in' then m.at else coalesce(m.sent_at, m.at) end as at, n.n,
         case m.direction when 'in' then 'message.received' else 'message.sent' end as kind
       from unnest($1::uuid[]) with ordinality as n (id, n) join message m on m.id = n.id
       where m.direction = 'in' or m.state in ('sent', 'delivered', 'read'))
     insert into outgoing_event (key, kind, page_id, chat_id, client_id, at, facts)
     select o.kind || ' ' || o.id, o.kind, c.page_id, c.id, c.client_id, o.at,
       jsonb_build_object('number', c.number, 'messageId', o.id)
     from told o join chat c on c.id = o.chat_id
     where o.at >= $2::timestamptz and o.at > now() - interval '${NEW_DAYS} days'
       and exists (select from webhook w where w.is_on and o.kind = any(w.kinds)) order by o.n
     on conflict (key) do nothing returning id`,
    [messageIds, since],
  );
  return rows.map(({ id }) => id);
}
