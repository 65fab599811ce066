import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { applyEarly } from './apply-early.ts';
import { anyUnread } from './deliveries.ts';
import type { Event, InboundEvent } from './events.ts';
import { type KeptMessage, keepMessage, type Said } from './message.ts';
import { noticeParked } from './raw.ts';
import { findPageIds, groupByClient, lockKnownClient, lockOrAddClient } from './owners.ts';
import { makesNobody } from './happened.ts';
import { isEnd, keepEnds } from './call-end.ts';
import { keepEvent } from './apply.ts';

/** Deliveries for the same page are not read yet: this one has to stand behind them. */
export class Blocked extends Error {
  override name = 'Blocked';
}

export interface Ways {
  /** These events are of the first delivery that waits to be read. */
  inLine?: boolean;
  /** How a message is kept that came by itself. */
  keepOne?: (said: Said) => Promise<KeptMessage>;
}

/**
 * Keeps every event of one delivery in one transaction, with what follows from it for messages, chats and the inbox
 * queue. An event that was here before changes nothing. Returns how many were new. Throws `Blocked` where earlier
 * deliveries wait to be read, unless these events are of the first of them.
 */
export async function acceptEvents(
  pool: Pool,
  events: InboundEvent[],
  { inLine = false, keepOne = (said) => keepMessage(pool, said, inLine) }: Ways = {},
): Promise<number> {
  const pages = await findPageIds(pool, events);
  const [only, ...others] = events;
  const onlyPage = only && pages.get(only.pageFacebookId);
  // Nearly every delivery is one message: its one statement needs no transaction around it, which would be three more
  // round trips.
  if (onlyPage && others.length === 0 && only.kind === 'message' && !only.beside)
    return (await acceptOne(pool, { event: only, pageId: onlyPage }, keepOne)) ? 1 : 0;
  const parked: Event<'parked'>[] = [];
  const kept = await inTransaction(pool, async (tx) => {
    if (!inLine && (await anyUnread(tx, events))) throw new Blocked('earlier deliveries are not read yet');
    let kept = 0;
    for (const group of groupByClient(events.filter((event) => !isEnd(event)))) {
      const pageId = pages.get(group.pageFacebookId);
      const owner = pageId ? await ownerOf(tx, pageId, group) : null;
      for (const event of group.events) {
        if (!(await keepEvent(tx, event, owner))) continue;
        kept += 1;
        if (event.kind === 'parked') parked.push(event);
      }
    }
    return kept;
  });
  await noticeParked(pool, parked);
  return kept + (await keepEnds(pool, events, pages));
}

/** What nobody can read makes no client: it is told of one who is known. */
async function ownerOf(tx: Sql, pageId: string, { psid, events }: { psid: string | null; events: InboundEvent[] }) {
  if (psid === null) return null;
  const clientId = makesNobody(events)
    ? await lockKnownClient(tx, pageId, psid)
    : await lockOrAddClient(tx, pageId, psid);
  return clientId === null ? null : { pageId, clientId };
}

async function acceptOne(pool: Pool, said: Said, keepOne: (said: Said) => Promise<KeptMessage>): Promise<boolean> {
  const { fresh, early, blocked } = await keepOne(said);
  if (blocked) throw new Blocked('earlier deliveries are not read yet');
  if (early) {
    const { event, pageId } = said;
    await inTransaction(pool, async (tx) => {
      const clientId = await lockOrAddClient(tx, pageId, event.psid ?? '');
      await applyEarly(tx, { pageId, clientId }, event.mid);
    });
  }
  return fresh;
}
