import type { Pool } from 'pg';
import { acceptEvents } from '#db/inbound/accept.ts';
import { applyLeftover } from '#db/inbound/apply-early.ts';
import type { Notifier, Topic } from '#db/notify/notifier.ts';
import { endDelivery, giveBack, leaseDelivery, putAside, renewLease, type Unread } from '#db/inbound/deliveries.ts';
import type { InboundEvent } from '#db/inbound/events.ts';
import type { Logger } from '#platform/log.ts';
import type { Job } from '#platform/background.ts';
import { isDatabaseAway } from '#db/connection/away.ts';
import type { Countries } from './countries.ts';
import type { Seal } from './arrival.ts';
import { eventsOf, openDelivery } from './read.ts';

const LOOK_EVERY_MS = 2_000;
/** Of one transaction; between two of them the process does other things. */
const PART = 100;
const TRIES = 3;

interface ReadingDeps {
  pool: Pool;
  notifier: Notifier;
  countries: Countries;
  appIds: () => readonly string[];
  seal: Seal;
  log: Logger;
}

/**
 * Reads deliveries that were kept whole, the oldest first, one at a time over all processes; and what came before its
 * message.
 */
export function readUnread(deps: ReadingDeps): Job<Topic> {
  return {
    name: 'deliveries',
    everyMs: LOOK_EVERY_MS,
    topics: ['delivery'],
    pass: async () => {
      const unread = await leaseDelivery(deps.pool);
      if (unread) await readOne(deps, unread);
      const applied = await applyLeftover(deps.pool);
      if (applied) deps.notifier.notify('change', 'inbox');
      return unread !== null;
    },
  };
}

async function readOne(
  { pool, notifier, countries, appIds, seal, log }: ReadingDeps,
  { id, body, receivedAt, attempts }: Unread,
): Promise<void> {
  try {
    const known = { countries, appIds: appIds(), seal };
    for (const part of partsOf(eventsOf(openDelivery(body), receivedAt.getTime(), known))) {
      await acceptEvents(pool, part, { inLine: true });
      await renewLease(pool, id);
      notifier.notify('change', 'inbox', 'attachment');
    }
    await endDelivery(pool, id);
  } catch (error) {
    const isAway = isDatabaseAway(error);
    if (!isAway) log.error({ error, delivery: id, attempts }, 'a delivery could not be read');
    if (!isAway && attempts >= TRIES) return putAside(pool, id, error instanceof Error ? error.name : 'unknown');
    await giveBack(pool, id, !isAway);
    throw error;
  }
}

/**
 * Nothing of a part is read before the part before it is kept: the events of a large delivery are never all in memory.
 */
function* partsOf(events: Iterable<InboundEvent>): Generator<InboundEvent[]> {
  let part: InboundEvent[] = [];
  for (const event of events) {
    part.push(event);
    if (part.length < PART) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
