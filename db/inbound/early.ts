import type { Sql } from '#db/connection/transaction.ts';
import type { Event, Owner } from './events.ts';

export type Early = Event<'edit'> | Event<'reaction'> | Event<'echo'>;

/** More than anybody has under way; whoever has more loses the oldest. */
const PER_CLIENT = 200;

/**
 * Keeps an event until the message comes which it is about: order is not guaranteed (messenger-platform §1.2). Of a
 * kind the newest counts. The client's row is in hand.
 */
export async function keepEarly(tx: Sql, event: Early, owner: Owner): Promise<void> {
  const rank = event.kind === 'edit' ? (event.edits ?? 0) : 0;
  await tx.query(
    `insert into early_event (page_id, client_id, about, kind, rank, at, event) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (page_id, about, kind) do update set rank = excluded.rank, at = excluded.at, event = excluded.event
     where (early_event.rank, early_event.at) < (excluded.rank, excluded.at)`,
    [
      owner.pageId,
      owner.clientId,
      event.mid,
      event.kind,
      rank,
      new Date(event.at),
      JSON.stringify({ ...event, raw: '' }),
    ],
  );
  await tx.query(
    `delete from early_event where client_id = $1 and id <= (
       select id from early_event where client_id = $1 order by id desc offset $2 limit 1)`,
    [owner.clientId, PER_CLIENT],
  );
}
