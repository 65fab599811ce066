import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { OutgoingFacts, OutgoingKind } from '#db/entities/outgoing/outgoing-event.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';

export interface Hit {
  eventId: string;
  kind: OutgoingKind;
  at: Date;
  facts: OutgoingFacts;
  pageId: string | null;
  /** By which Google knows the client. */
  clientName: string;
  /** How often it was tried, with this time. */
  tries: number;
}

/** Whoever dies over it is followed after so long. */
const LEASE = '1 minute';
/** "Events can be backdated up to 72 hours" (Measurement Protocol, timestamp_micros); with a little room. */
const OLDEST = '71 hours 50 minutes';

/** Takes those that are due, oldest first, while it is on; what is too old for Google is left out for good. */
export async function takeHits(pool: Pool, most: number): Promise<Hit[]> {
  return inTransaction(pool, async (tx) => {
    await tx.query(
      `update analytics_hit h set state = 'late', settled_at = now() from outgoing_event e
       where e.id = h.event_id and h.state = 'waiting' and h.next_at <= now() and e.at < now() - interval '${OLDEST}'`,
    );
    await nameClients(tx, most);
    const { rows } = await tx.query<Hit>(
      `update analytics_hit h set tries = h.tries + 1, next_at = now() + interval '${LEASE}'
       from (select event_id from analytics_hit where state = 'waiting' and next_at <= now()
             order by event_id limit $1 for update skip locked) due,
         outgoing_event e, analytics_client n
       where h.event_id = due.event_id and e.id = h.event_id and n.client_id = e.client_id
         and exists (select from installation where name = 'analytics' and (value ->> 'isOn')::boolean)
       returning e.id as "eventId", e.kind, e.at, e.facts, e.page_id as "pageId", n.name as "clientName", h.tries`,
      [most],
    );
    return rows.toSorted((a, b) => Number(a.eventId) - Number(b.eventId));
  });
}

async function nameClients(tx: Sql, most: number): Promise<void> {
  await tx.query(
    `insert into analytics_client (client_id)
     select distinct e.client_id from (select event_id from analytics_hit where state = 'waiting' and next_at <= now()
       order by event_id limit $1) due join outgoing_event e on e.id = due.event_id where e.client_id is not null
     on conflict do nothing`,
    [most],
  );
}

const KIND = 'analytics_failing';
/** One odd moment is nothing for admins. */
const FAILING_TRIES = 4;

export async function settleHit(sql: Sql, { eventId }: Hit): Promise<void> {
  await sql.query(`update analytics_hit set state = 'sent', settled_at = now(), problem = null where event_id = $1`, [
    eventId,
  ]);
}

/** It is tried again at growing distances, an hour at most; admins are told once it goes on. */
export async function postponeHit(pool: Pool, { eventId, tries }: Hit, problem: string): Promise<void> {
  await pool.query(
    `update analytics_hit set problem = $2,
       next_at = now() + least(power(2, least(tries, 12)) * interval '1 second', interval '1 hour')
     where event_id = $1`,
    [eventId, problem],
  );
  if (tries >= FAILING_TRIES) await noticeTrouble(pool, { kind: KIND, ref: 'analytics', reason: problem });
}

/** It answers, or is asked nothing any more. */
export const noticeAnalyticsWell = (sql: Sql): Promise<number> => endTrouble(sql, KIND);
