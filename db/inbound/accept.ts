import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/pool.ts';
import { keepEcho } from './echo.ts';
import type { InboundEvent, Owner } from './events.ts';
import { keepMessage } from './message.ts';
import { keepEdit, keepReaction } from './reaction.ts';
import { keepDelivery, keepRead } from './receipts.ts';

// A page's id never changes, so what was found once stays true; pages not found are looked up again each time.
const pageIds = new WeakMap<Pool, Map<string, string>>();

/**
 * Keeps every event of one delivery in one transaction, with what follows from it for messages, chats and the inbox queue.
 * An event that was here before changes nothing. Returns how many were new.
 */
export async function acceptEvents(pool: Pool, events: InboundEvent[]): Promise<number> {
  const pages = await findPages(pool, events);
  const [only, ...others] = events;
  const onlyPage = only && pages.get(only.pageFacebookId);
  // Nearly every delivery is one message: its one statement needs no transaction around it, which would be three more round trips.
  if (onlyPage && others.length === 0 && only.kind === 'message')
    return (await keepMessage(pool, only, onlyPage)) ? 1 : 0;
  return inTransaction(pool, async (tx) => {
    let kept = 0;
    for (const group of groupByClient(events)) {
      const pageId = pages.get(group.pageFacebookId);
      const owner =
        pageId && group.psid ? { pageId, clientId: await lockClient(tx, pageId, group.psid, group.events) } : null;
      for (const event of group.events) kept += (await keep(tx, event, owner)) ? 1 : 0;
    }
    return kept;
  });
}

async function keep(tx: Sql, event: InboundEvent, owner: Owner | null): Promise<boolean> {
  if (owner && event.kind === 'message') return keepMessage(tx, event, owner.pageId);
  if (!(await keepRaw(tx, event, owner !== null && event.kind !== 'parked'))) return false;
  if (owner) await apply(tx, event, owner);
  return true;
}

async function apply(tx: Sql, event: InboundEvent, owner: Owner): Promise<void> {
  switch (event.kind) {
    case 'echo':
      return keepEcho(tx, event, owner);
    case 'delivery':
      return keepDelivery(tx, event, owner);
    case 'read':
      return keepRead(tx, event, owner);
    case 'reaction':
      return keepReaction(tx, event, owner);
    case 'edit':
      return keepEdit(tx, event, owner);
    default:
      return;
  }
}

async function keepRaw(tx: Sql, event: InboundEvent, understood: boolean): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into inbound_event (key, page_facebook_id, psid, kind, at, raw, parked) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (key) do nothing`,
    [event.key, event.pageFacebookId, event.psid, kindOf(event), new Date(event.at), event.raw, !understood],
  );
  return rowCount === 1;
}

function kindOf(event: InboundEvent): string {
  if (event.kind === 'other') return event.name;
  return event.kind === 'parked' ? `parked: ${event.why}` : event.kind;
}

/** Kinds that may leave an input for the chat's workflow: the relay is to look. */
const TELLING = new Set<InboundEvent['kind']>(['message', 'echo', 'reaction']);

async function lockClient(tx: Sql, pageId: string, psid: string, events: InboundEvent[]): Promise<string> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'lock-client',
    text: `insert into client (page_id, psid, inbox_rev, relay_until) values ($1, $2, $3, case when $3 > 0 then now() end)
      on conflict (page_id, psid) do update set inbox_rev = client.inbox_rev + excluded.inbox_rev,
        relay_until = coalesce(client.relay_until, excluded.relay_until) returning id`,
    values: [pageId, psid, events.some(({ kind }) => TELLING.has(kind)) ? 1 : 0],
  });
  const id = rows[0]?.id;
  if (!id) throw new Error('the client was not locked');
  return id;
}

/** Always in the same order, so that two deliveries never wait for each other's clients. */
function groupByClient(
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

async function findPages(pool: Pool, events: InboundEvent[]): Promise<Map<string, string>> {
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
