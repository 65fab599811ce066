import { listOverdueChats } from '#db/inbox/overdue.ts';
import type { Job } from '#platform/background.ts';
import type { UpkeepDeps } from './deps.ts';
import { tellChat } from '#activities/telling/tell.ts';

const LOOK_EVERY_MS = 10_000;
const AT_ONCE = 50;
const AGAIN_MS = 30_000;
const LONGEST_MS = 6 * 60 * 60_000;

interface Told {
  times: number;
  next: number;
}

/**
 * Wakes chats that are late with what they were to do by themselves. After an outage of the database their next try may
 * be minutes away; an empty signal cuts that short, and starts a chat that has no workflow. One that stays late is
 * woken less and less often.
 */
export function wakeOverdue(deps: UpkeepDeps): Job {
  const told = new Map<number, Told>();
  return {
    name: 'overdue',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      const now = Date.now();
      for (const [number, { next }] of told) if (next + LONGEST_MS < now) told.delete(number);
      const waiting = [...told].filter(([, { next }]) => next > now).map(([number]) => number);
      const chats = await listOverdueChats(deps.pool, waiting, AT_ONCE);
      for (const { number } of chats) {
        const times = (told.get(number)?.times ?? 0) + 1;
        told.set(number, { times, next: now + Math.min(AGAIN_MS * 2 ** times, LONGEST_MS) });
      }
      await Promise.all(chats.map((chat) => wake(deps, chat)));
      return chats.length === AT_ONCE;
    },
  };
}

/** One that cannot be told keeps nobody else from being told. */
async function wake(deps: UpkeepDeps, chat: Awaited<ReturnType<typeof listOverdueChats>>[number]): Promise<void> {
  try {
    await tellChat(deps.temporal, chat, []);
  } catch (error) {
    deps.log.warn({ error, chat: chat.number }, 'a chat that is late could not be woken');
  }
}
