import type { Sql } from '#db/connection/transaction.ts';

/** Puts what has just been noticed where it is sent from: to Google what is of a client, while that is on. */
export async function giveOut(tx: Sql, eventIds: string[]): Promise<void> {
  if (eventIds.length === 0) return;
  await tx.query(
    `insert into analytics_hit (event_id)
     select e.id from outgoing_event e where e.id = any($1::bigint[]) and e.client_id is not null
       and exists (select from installation where name = 'analytics' and (value ->> 'isOn')::boolean)
     order by e.id on conflict do nothing`,
    [eventIds],
  );
}
