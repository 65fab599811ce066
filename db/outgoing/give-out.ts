import type { Sql } from '#db/connection/transaction.ts';
import { COUNTED_KINDS } from '#db/entities/outgoing/outgoing-event.ts';

/**
 * Puts what has just been noticed where it is sent from: to Google what is of a client, while that is on, and to each
 * webhook what it asks for.
 */
export async function giveOut(tx: Sql, eventIds: string[]): Promise<void> {
  if (eventIds.length === 0) return;
  await tx.query(
    `insert into analytics_hit (event_id)
     select e.id from outgoing_event e
     where e.id = any($1::bigint[]) and e.client_id is not null and e.kind = any($2::text[])
       and exists (select from installation where name = 'analytics' and (value ->> 'isOn')::boolean)
     order by e.id on conflict do nothing`,
    [eventIds, COUNTED_KINDS],
  );
  await tx.query(
    `insert into webhook_delivery (webhook_id, event_id, chat_id)
     select w.id, e.id, e.chat_id from outgoing_event e
       join webhook w on w.is_on and e.kind = any(w.kinds)
         and (cardinality(w.page_ids) = 0 or e.page_id = any(w.page_ids))
         and (cardinality(w.team_ids) = 0 or exists (
           select from team_member m where m.team_id = any(w.team_ids) and (m.employee_id = e.facts ->> 'employeeId'
             or exists (select from chat_operator o where o.chat_id = e.chat_id and o.employee_id = m.employee_id))))
     where e.id = any($1::bigint[]) order by e.id on conflict do nothing`,
    [eventIds],
  );
}
