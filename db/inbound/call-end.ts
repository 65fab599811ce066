import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { findCaller } from './find-call.ts';
import { keepCall } from './call.ts';
import { keepHalf } from './call-halves.ts';
import type { Event, InboundEvent } from './events.ts';
import { keepRaw } from './raw.ts';
import { lockOrAddClient } from './owners.ts';

/** Ends of calls, which name nobody. */
export function isEnd(event: InboundEvent): event is Event<'call'> {
  return event.kind === 'call' && event.psid === null;
}

/** Each in a transaction of its own: whose row it takes is known only in it, and rows are taken in one order. */
export async function keepEnds(pool: Pool, events: InboundEvent[], pages: Map<string, string>): Promise<number> {
  let kept = 0;
  for (const event of events.filter(isEnd)) {
    const pageId = pages.get(event.pageFacebookId);
    kept += (await inTransaction(pool, (tx) => keepEnd(tx, event, pageId))) ? 1 : 0;
  }
  return kept;
}

/** The end of a call names nobody: its beginning does, which may not have come. */
async function keepEnd(tx: Sql, event: Event<'call'>, pageId: string | undefined): Promise<boolean> {
  if (!(await keepRaw(tx, event, pageId !== undefined))) return false;
  if (!pageId) return true;
  const psid = await findCaller(tx, pageId, event.callId);
  if (psid === null) await keepHalf(tx, event, pageId, null);
  else await keepCall(tx, event, { pageId, clientId: await lockOrAddClient(tx, pageId, psid) });
  return true;
}
