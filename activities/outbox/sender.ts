import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import type { Bell } from '#db/bell.ts';
import { claimMessages, type Outgoing } from '#db/outbox/claim.ts';
import { settle, type Settlement, settleSent } from '#db/outbox/settle.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Logger } from '#platform/log.ts';
import { type Loop, startLoop } from '#platform/loop.ts';
import type { Graph } from '../messenger/graph.ts';
import { judgeSend, type Verdict } from '../messenger/verdict.ts';
import { callMeta } from './call.ts';
import { createShelf, type Shelf } from './shelf.ts';

/** Calls under way at once; one that hangs takes a place, not the others' time. */
const AT_ONCE = 96;
/** Above this a page's own inbox stops keeping up (messenger-platform §7.3). */
const PER_PAGE_A_SECOND = 40;
/**
 * Of sound and video Meta takes ten in any second (messenger-platform §7.3). Five in each of ours: the end of one and the beginning of the
 * next may come together.
 */
const HEAVY = PER_PAGE_A_SECOND / 5;
const LOOK_EVERY_MS = 1_000;
const LONGEST_RETRY_MS = 20_000;
const FIRST_LOOKUP_MS = 4_000;

export interface SenderDeps {
  pool: Pool;
  graph: Graph;
  keyring: Keyring;
  bell: Bell;
  log: Logger;
}

/** Sends what the chats released: each message once, per client in order. Any number of senders may run. */
export function startSender(deps: SenderDeps): Loop {
  const underWay = new Set<Promise<void>>();
  const shelf = createShelf(deps.pool);
  const pace = new RateLimiterQueue(new RateLimiterMemory({ points: PER_PAGE_A_SECOND, duration: 1 }));
  const loop = startLoop('sender', deps.log, LOOK_EVERY_MS, async () => {
    const claimed = await claimMessages(deps.pool, AT_ONCE - underWay.size);
    if (claimed.length > 0) deps.bell.ring('change');
    for (const message of claimed) {
      const sending = sendOne(deps, shelf, pace, message)
        .catch((error: unknown) => deps.log.error({ error, message: message.id }, 'a send was not settled'))
        .finally(() => {
          underWay.delete(sending);
          loop.wake();
        });
      underWay.add(sending);
    }
    return claimed.length > 0 && underWay.size < AT_ONCE;
  });
  return {
    wake: () => loop.wake(),
    stop: async () => {
      await loop.stop();
      await Promise.all(underWay);
    },
  };
}

async function sendOne(deps: SenderDeps, shelf: Shelf, pace: RateLimiterQueue, message: Outgoing): Promise<void> {
  const isHeavy = message.file?.kind === 'audio' || message.file?.kind === 'video';
  await pace.removeTokens(isHeavy ? HEAVY : 1, message.pageId);
  const answer = await callMeta(deps, shelf, message);
  const verdict = judgeSend(answer);
  if (verdict.kind === 'sent') await settleSent(deps.pool, message, verdict.mid);
  else await settle(deps.pool, message, 'sending', settlementOf(verdict, message.attempts));
  if (verdict.kind !== 'sent')
    deps.log.info({ message: message.id, verdict: verdict.kind, detail: verdict.detail }, 'not sent');
  deps.bell.ring('change', 'inbox');
}

/** How a verdict stands in the outbox. */
export function settlementOf(verdict: Exclude<Verdict, { kind: 'sent' }>, attempts: number): Settlement {
  const { reason, detail } = verdict;
  switch (verdict.kind) {
    case 'retry':
      return {
        state: 'queued',
        reason,
        detail,
        againInMs: Math.min(LONGEST_RETRY_MS, 500 * 2 ** Math.min(attempts, 10)),
      };
    case 'pause':
      return {
        state: 'queued',
        reason,
        detail,
        againInMs: null,
        page: { health: 'paused', pausedMs: verdict.pauseMs },
      };
    case 'hold': {
      const health = verdict.reason === 'token_broken' ? 'reconnect' : 'restricted';
      return { state: 'held', reason, detail, againInMs: null, page: { health, pausedMs: null } };
    }
    case 'fail':
      return { state: 'failed', reason, detail, againInMs: null };
    case 'unknown':
      return { state: 'unknown', reason, detail, againInMs: FIRST_LOOKUP_MS };
  }
}
