import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { applyEarly } from './apply-early.ts';
import { keepBeside } from './beside.ts';
import { findCaller, keepCall, keepHalf } from './call.ts';
import { anyUnread } from './deliveries.ts';
import { keepEcho } from './echo.ts';
import type { Event, InboundEvent, Owner } from './events.ts';
import { keepMessage } from './message.ts';
import { keepRaw, noticeParked } from './raw.ts';
import { keepEdit, keepReaction, keepUnsend } from './reaction.ts';
import { keepDelivery, keepRead } from './receipts.ts';

// A page's id never changes, so what was found once stays true; pages not found are looked up again each time.
const pageIds = new WeakMap<Pool, Map<string, string>>();

/** Deliveries for the same page are not read yet: this one has to stand behind them. */
export class Blocked extends Error {
  override name = 'Blocked';
}

/**
 * Keeps every event of one delivery in one transaction, with what follows from it for messages, chats and the inbox
 * queue. An event that was here before changes nothing. Returns how many were new. Throws `Blocked` where earlier
 * deliveries wait to be read, unless these events are of the first of them (`inLine`).
 */
export async function acceptEvents(pool: Pool, events: InboundEvent[], inLine = false): Promise<number> {
  const pages = await findPages(pool, events);
  const [only, ...others] = events;
  const onlyPage = only && pages.get(only.pageFacebookId);
  // Nearly every delivery is one message: its one statement needs no transaction around it, which would be three more
  // round trips.
  if (onlyPage && others.length === 0 && only.kind === 'message' && !only.beside)
    return (await acceptOne(pool, only, onlyPage, inLine)) ? 1 : 0;
  const parked: Event<'parked'>[] = [];
  const kept = await inTransaction(pool, async (tx) => {
    if (!inLine && (await anyUnread(tx, events))) throw new Blocked('earlier deliveries are not read yet');
    let kept = 0;
    for (const group of groupByClient(events.filter((event) => !isEnd(event)))) {
      const pageId = pages.get(group.pageFacebookId);
      const owner = pageId && group.psid ? { pageId, clientId: await lockClient(tx, pageId, group.psid) } : null;
      for (const event of group.events) {
        if (!(await keep(tx, event, owner))) continue;
        kept += 1;
        if (event.kind === 'parked') parked.push(event);
      }
    }
    return kept;
  });
  await noticeParked(pool, parked);
  return kept + (await keepEnds(pool, events, pages));
}

/** Ends of calls, which name nobody. */
function isEnd(event: InboundEvent): event is Event<'call'> {
  return event.kind === 'call' && event.psid === null;
}

/** Each in a transaction of its own: whose row it takes is known only in it, and rows are taken in one order. */
async function keepEnds(pool: Pool, events: InboundEvent[], pages: Map<string, string>): Promise<number> {
  let kept = 0;
  for (const event of events.filter(isEnd)) {
    const pageId = pages.get(event.pageFacebookId);
    kept += (await inTransaction(pool, (tx) => keepEnd(tx, event, pageId))) ? 1 : 0;
  }
  return kept;
}

async function acceptOne(pool: Pool, event: Event<'message'>, pageId: string, inLine: boolean): Promise<boolean> {
  const { fresh, early, blocked } = await keepMessage(pool, event, pageId, inLine);
  if (blocked) throw new Blocked('earlier deliveries are not read yet');
  if (early) {
    await inTransaction(pool, async (tx) => {
      const clientId = await lockClient(tx, pageId, event.psid ?? '');
      await applyEarly(tx, { pageId, clientId }, event.mid);
    });
  }
  return fresh;
}

async function keep(tx: Sql, event: InboundEvent, owner: Owner | null): Promise<boolean> {
  if (owner && event.kind === 'message' && !event.beside) return keepSaid(tx, event, owner);
  if (!(await keepRaw(tx, event, owner !== null && event.kind !== 'parked'))) return false;
  if (owner) await apply(tx, event, owner);
  return true;
}

/** The end of a call names nobody: its beginning does, which may not have come. */
async function keepEnd(tx: Sql, event: Event<'call'>, pageId: string | undefined): Promise<boolean> {
  if (!(await keepRaw(tx, event, pageId !== undefined))) return false;
  if (!pageId) return true;
  const psid = await findCaller(tx, pageId, event.callId);
  if (psid === null) await keepHalf(tx, event, pageId, null);
  else await keepCall(tx, event, { pageId, clientId: await lockClient(tx, pageId, psid) });
  return true;
}

async function keepSaid(tx: Sql, event: Event<'message'>, owner: Owner): Promise<boolean> {
  const { fresh, early } = await keepMessage(tx, event, owner.pageId, true);
  if (early) await applyEarly(tx, owner, event.mid);
  return fresh;
}

async function apply(tx: Sql, event: InboundEvent, owner: Owner): Promise<void> {
  switch (event.kind) {
    case 'message':
      return keepBeside(tx, event, owner);
    case 'echo':
      return keepEcho(tx, event, owner);
    case 'call':
      return keepCall(tx, event, owner);
    case 'delivery':
      return keepDelivery(tx, event, owner);
    case 'read':
      return keepRead(tx, event, owner);
    case 'reaction':
      return keepReaction(tx, event, owner);
    case 'edit':
      return keepEdit(tx, event, owner);
    case 'unsend':
      if (!(await keepUnsend(tx, event, owner))) await keepSaid(tx, takenBack(event), owner);
      return;
    default:
      return;
  }
}

/** Taken back before it came: that something was said is shown, and when the words come, they are known already. */
function takenBack({ key: _own, kind: _kind, ...event }: Event<'unsend'>): Event<'message'> {
  return {
    ...event,
    kind: 'message',
    key: `${event.pageFacebookId}:mid:${event.mid}`,
    messageKind: 'unsent',
    text: '',
    attachments: [],
    replyToMid: null,
    opens: 'message',
    contact: {},
    referral: null,
  };
}

/**
 * What the update says changes nothing; it locks. None of the key's columns: who only refers to the client is not kept
 * out.
 */
async function lockClient(tx: Sql, pageId: string, psid: string): Promise<string> {
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
