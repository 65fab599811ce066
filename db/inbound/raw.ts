import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import type { Event, InboundEvent } from './events.ts';

/** The event as it came; false when it was here before. */
export async function keepRaw(tx: Sql, event: InboundEvent, understood: boolean): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into inbound_event (key, page_facebook_id, psid, kind, at, raw, parked) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (key) do nothing`,
    [event.key, event.pageFacebookId, event.psid, kindOf(event), new Date(event.at), event.raw, !understood],
  );
  return rowCount === 1;
}

/** Said after the commit, one by one: in the transaction two deliveries could wait for each other's lines. */
export async function noticeParked(pool: Pool, parked: Event<'parked'>[]): Promise<void> {
  const kinds = new Map(
    parked.map((event) => [`${event.pageFacebookId} ${event.why} ${event.name ?? ''}`.trim(), event]),
  );
  for (const [ref, { why, name }] of kinds)
    await noticeTrouble(pool, { kind: 'event_parked', ref, reason: why, detail: name ?? null });
}

function kindOf(event: InboundEvent): string {
  if (event.kind === 'other') return event.name;
  return event.kind === 'parked' ? `parked: ${[event.why, event.name].filter(Boolean).join(' ')}` : event.kind;
}
