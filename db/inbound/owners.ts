import type { Pool } from 'pg';
import { type Sql } from '#db/connection/transaction.ts';
import type { InboundEvent } from './events.ts';

// A page's id never changes, so what was found once stays true; pages not found are looked up again each time.
const pageIds = new WeakMap<Pool, Map<string, string>>();

/**
 * What the update says changes nothing; it locks. None of the key's columns: who only refers to the client is not kept
 * out.
 */
export async function lockOrAddClient(tx: Sql, pageId: string, psid: string): Promise<string> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'lock-client',
    text: `insert into client (page_id, psid) values ($1, $2)
      on conflict (page_id, psid) do update set relay_until = client.relay_until returning id`,
    values: [pageId, psid],
  });
  const id = rows[0]?.id;
  if (!id) throw new Error('the client was not locked');
  return id;
}

/** null: nobody knows them. */
export async function lockKnownClient(tx: Sql, pageId: string, psid: string): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'lock-known-client',
    text: 'select id from client where page_id = $1 and psid = $2 for no key update',
    values: [pageId, psid],
  });
  return rows[0]?.id ?? null;
}

/** Always in the same order, so that two deliveries never wait for each other's clients. */
export function groupByClient(
  events: InboundEvent[],
): { pageFacebookId: string; psid: string | null; events: InboundEvent[] }[] {
  const groups = Map.groupBy(events, (event) => `${event.pageFacebookId} ${event.psid ?? ''}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const first = group[0];
      return first ? [{ pageFacebookId: first.pageFacebookId, psid: first.psid, events: group }] : [];
    });
}

export async function findPageIds(pool: Pool, events: InboundEvent[]): Promise<Map<string, string>> {
  const known = pageIds.get(pool) ?? new Map<string, string>();
  pageIds.set(pool, known);
  const asked = [...new Set(events.map(({ pageFacebookId }) => pageFacebookId))].filter((id) => !known.has(id));
  if (asked.length > 0) {
    const { rows } = await pool.query<{ id: string; facebook_id: string }>(
      'select id, facebook_id from page where facebook_id = any($1::text[])',
      [asked],
    );
    for (const row of rows) known.set(row.facebook_id, row.id);
  }
  return known;
}
