import type { Topic } from '#db/notify/notifier.ts';
import { settleMessage, settleSent } from '#db/outbox/settle.ts';
import { findUnknown, type Sought } from '#db/outbox/uncertain.ts';
import { eachAlone } from '#platform/each.ts';
import type { Job } from '#platform/background.ts';
import type { SenderDeps } from './sender.ts';
import { ASIDE_MS, LOOK_EVERY_MS, setAside } from './abandoned.ts';
import { findAtFacebook } from './find-sent.ts';

/** After so many look-ups over about a minute it is a person's turn. */
const LOOKUPS = 5;
/** What left in the last moment before the restore may not be listed at once. */
const DOUBTED_LOOKUPS = 2;
/** Where Facebook never says, or the conversation is too long: then it is a person's turn. */
const DOUBTED_LOOKUPS_MAX = 20;
/** Still doubted, and looked up at growing distances. */
const doubtedFor = (lookups: number) =>
  ({
    state: 'unknown',
    reason: 'database_restored',
    detail: null,
    againInMs: Math.min(60_000, 3_000 * 2 ** Math.min(lookups, 10)),
  }) as const;
/** Looked up of one page in a row, and pages side by side. */
const PER_PAGE = 4;
const PAGES = 16;

/**
 * Looks messages whose fate is unknown up in the conversation at Facebook: what is found there was sent; what is not is
 * shown as such, for a person to decide; of what only an older copy of the database called unsent, what is not there
 * never left and takes its place in line again. Page by page side by side, so that one at which Facebook hangs is
 * waited for by nobody else.
 */
export function lookups(deps: SenderDeps): Job<Topic> {
  const busy = new Map<string, Promise<void>>();
  return {
    name: 'lookups',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      const found = await findUnknown(deps.pool, PER_PAGE, [...busy.keys()]);
      for (const [pageId, messages] of [...Map.groupBy(found, (message) => message.pageId)].slice(
        0,
        PAGES - busy.size,
      )) {
        // One after the other: the Conversations API takes two calls a second for a page.
        const looking = eachAlone(
          messages,
          (message) => lookUp(deps, message),
          (message, error) => setAside(deps, message, error),
        )
          .catch((error: unknown) => deps.log.warn({ error, page: pageId }, 'messages were not looked up'))
          .finally(() => busy.delete(pageId));
        busy.set(pageId, looking);
      }
      return false;
    },
    settle: async () => {
      await Promise.all(busy.values());
    },
  };
}

async function lookUp(deps: SenderDeps, message: Sought): Promise<void> {
  const mid = await findAtFacebook(deps, message);
  if (mid) await settleSent(deps.pool, message, mid);
  // Facebook that does not say is asked again: what only an older copy called unsent is not given up for that.
  else if (message.doubted && message.lookups + 1 < (mid === null ? DOUBTED_LOOKUPS : DOUBTED_LOOKUPS_MAX))
    await settleMessage(deps.pool, message, 'unknown', doubtedFor(message.lookups));
  else if (message.doubted && mid === null) {
    await settleMessage(deps.pool, message, 'unknown', { ...doubtedFor(0), state: 'queued', againInMs: 0 });
    deps.notifier.notify('outbox');
  } else {
    const givenUp = mid === null && message.lookups + 1 >= LOOKUPS;
    await settleMessage(deps.pool, message, 'unknown', {
      state: 'unknown',
      reason: givenUp ? 'not_found_at_facebook' : 'no_confirmation',
      detail: null,
      againInMs: givenUp ? null : Math.min(ASIDE_MS, 4_000 * 2 ** Math.min(message.lookups, mid === null ? 3 : 10)),
    });
  }
  deps.notifier.notify('change');
}
