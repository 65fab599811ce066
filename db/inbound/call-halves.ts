import type { Sql } from '#db/connection/transaction.ts';
import type { Event } from './events.ts';

/** One half of a call waits for the other: an end names nobody, and comes first now and then. */
export async function keepHalf(tx: Sql, event: Event<'call'>, pageId: string, clientId: string | null): Promise<void> {
  await tx.query(
    `insert into early_event (page_id, client_id, about, kind, at, event) values ($1, $2, $3, $4, $5, $6)
     on conflict (page_id, about, kind) do nothing`,
    [
      pageId,
      clientId,
      event.callId,
      event.step === 'connect' ? 'call_begin' : 'call_end',
      new Date(event.at),
      JSON.stringify({ ...event, raw: '' }),
    ],
  );
}

export async function takeHalf<E>(
  tx: Sql,
  pageId: string,
  callId: string,
  kind: 'call_begin' | 'call_end',
): Promise<E | null> {
  const { rows } = await tx.query<{ event: E }>(
    'delete from early_event where page_id = $1 and about = $2 and kind = $3 returning event',
    [pageId, callId, kind],
  );
  return rows[0]?.event ?? null;
}
