import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Notifier, Topic } from '#db/notify/notifier.ts';
import { claimMessages, nextInPace, type Outgoing, putBackUnheard } from '#db/outbox/claim.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Logger } from '#platform/log.ts';
import type { Work } from '#platform/room.ts';
import type { Graph } from '../messenger/graph.ts';
import { judgeSend, type Verdict } from '../messenger/verdict.ts';
import { callMeta } from './call.ts';
import { Keeping } from './keeping.ts';
import { createShelf, type Shelf } from './shelf.ts';

/** Calls under way at once. */
const AT_ONCE = 256;
/** Of one page. What hangs at a page takes places of that page; and never more than half of those that are left. */
const PER_PAGE = 48;
const LOOK_EVERY_MS = 1_000;
/** For so long after a claim that was not heard of its rows may still come to stand there. */
const DOUBT_MS = 60_000;

export interface SenderDeps {
  pool: Pool;
  graph: Graph;
  keyring: Keyring;
  notifier: Notifier;
  log: Logger;
}

interface UnderWay {
  pageId: string;
  done: Promise<void>;
}

/**
 * Sends what the chats released: each message once, per client in order, in turn of every page. Any number of senders
 * may run.
 */
export function sender(deps: SenderDeps): Work<Topic> {
  const by = randomUUID();
  const underWay = new Map<string, UnderWay>();
  const shelf = createShelf(deps.pool);
  const keeping = new Keeping(deps);
  let doubtUntil = 0;
  const claim = async (free: number): Promise<Outgoing[]> => {
    // What was claimed in the moment a connection broke is in nobody's hands.
    if (Date.now() < doubtUntil) await putBackUnheard(deps.pool, by, [...underWay.keys()]);
    try {
      const perPage = Math.min(PER_PAGE, Math.ceil(free / 2));
      return await claimMessages(deps.pool, free, { by, underWay: countByPage(underWay), perPage });
    } catch (error) {
      doubtUntil = Date.now() + DOUBT_MS;
      throw error;
    }
  };
  return {
    name: 'sender',
    everyMs: LOOK_EVERY_MS,
    topics: ['outbox'],
    pass: async (wake) => {
      const free = AT_ONCE - underWay.size;
      if (free === 0) return false;
      const claimed = await claim(free);
      if (claimed.length === 0) return (await nextInPace(deps.pool)) ?? false;
      deps.notifier.notify('change');
      for (const message of claimed) {
        const done = sendOne(deps, shelf, keeping, message).finally(() => {
          underWay.delete(message.id);
          wake();
        });
        underWay.set(message.id, { pageId: message.pageId, done });
      }
      return true;
    },
    settle: async () => {
      keeping.giveUp();
      await Promise.all([...underWay.values()].map(({ done }) => done));
    },
  };
}

function countByPage(underWay: Map<string, UnderWay>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { pageId } of underWay.values()) counts.set(pageId, (counts.get(pageId) ?? 0) + 1);
  return counts;
}

async function sendOne(deps: SenderDeps, shelf: Shelf, keeping: Keeping, message: Outgoing): Promise<void> {
  const verdict = await verdictOf(deps, shelf, message);
  await keeping.keep(message, verdict);
  if (verdict.kind !== 'sent')
    deps.log.info({ message: message.id, verdict: verdict.kind, detail: verdict.detail }, 'not sent');
  deps.notifier.notify('change', 'inbox');
}

/** Whatever goes wrong around the call: as long as it did not leave, nothing has been sent. */
async function verdictOf(deps: SenderDeps, shelf: Shelf, message: Outgoing): Promise<Verdict> {
  try {
    deps.keyring.open(message.sealedToken, tokenPlace(message.pageFacebookId));
  } catch {
    return { kind: 'hold', reason: 'page_without_key', detail: 'SECRET_KEYS' };
  }
  try {
    return judgeSend(await callMeta(deps, shelf, message));
  } catch (error) {
    deps.log.error({ error, message: message.id }, 'a message could not be put into a call');
    return { kind: 'retry', reason: 'not_sendable', detail: error instanceof Error ? error.name : 'unknown' };
  }
}
