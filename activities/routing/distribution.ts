import type { Pool } from 'pg';
import type { Notifier, Topic } from '#db/notify/notifier.ts';
import { distribute } from '#db/routing/distribute.ts';
import { tellGone } from '#db/routing/gone.ts';
import { pagesWaiting, sweepWaiting } from '#db/routing/waiting.ts';
import type { Logger } from '#platform/log.ts';
import type { Job } from '#platform/background.ts';

/** New chats are looked for this often, should a ring be lost. */
const LOOK_EVERY_MS = 1_000;
/** All of them this often: leaves end and hours begin without anybody ringing. */
const LOOK_AT_ALL_EVERY_MS = 5_000;
/** Operators who went or came back are looked for at most this often. */
const LOOK_AROUND_EVERY_MS = 2_000;
/**
 * In a burst every chat rings: what came meanwhile is served together, and a client in somebody's hands is free again
 * by then.
 */
const APART_MS = 40;

/**
 * Gives waiting chats to operators. A loop over PostgreSQL and no activity of each chat: what one gets depends on
 * everybody else's, one transaction gives many at once, and chats that waited are served by the same code in the same
 * order. Any number of processes may run it.
 */
export function distribution(deps: { pool: Pool; notifier: Notifier; log: Logger }): Job<Topic> {
  let lookAtAll = true;
  let lookedAt = 0;
  let endedAt = 0;
  const pass = async (): Promise<boolean> => {
    await rest(endedAt + APART_MS - Date.now());
    const all = lookAtAll || Date.now() - lookedAt >= LOOK_AT_ALL_EVERY_MS;
    lookAtAll = false;
    try {
      const more = await distributeAll(deps, !all);
      if (all) lookedAt = Date.now();
      lookAtAll ||= more && all;
      return more;
    } catch (error) {
      lookAtAll ||= all;
      throw error;
    } finally {
      endedAt = Date.now();
    }
  };
  return {
    name: 'distribution',
    everyMs: LOOK_EVERY_MS,
    topics: ['routing'],
    pass,
    // Somebody came or went, a limit was raised, a chat ended, a rule changed: all that wait are looked at.
    rang: () => {
      lookAtAll = true;
    },
  };
}

/**
 * Tells chats of operators who went or came back. A work of its own: what goes wrong there keeps nobody from getting
 * one.
 */
export function goings({ pool, notifier }: { pool: Pool; notifier: Notifier }): Job<Topic> {
  return {
    name: 'goings',
    everyMs: LOOK_AROUND_EVERY_MS,
    topics: [],
    pass: async () => {
      await sweepWaiting(pool);
      if ((await tellGone(pool)) > 0) notifier.notify('inbox', 'change');
      return false;
    },
  };
}

const rest = (ms: number): Promise<void> =>
  ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();

async function distributeAll({ pool, notifier }: { pool: Pool; notifier: Notifier }, fresh: boolean): Promise<boolean> {
  let more = false;
  const failures: unknown[] = [];
  for (const pageId of await pagesWaiting(pool, fresh)) {
    try {
      const done = await distribute(pool, pageId);
      notifier.notify('change', ...(done.told > 0 ? (['inbox'] as const) : []));
      more ||= done.more;
    } catch (error) {
      // The other pages' chats do not wait for it.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return more;
}
