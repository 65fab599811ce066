import type { Pool } from 'pg';
import type { Notifier, Topic } from '#db/notify/notifier.ts';
import { DEAD_AFTER_SECONDS } from '#db/presence/tab-state.ts';
import { settlePresence } from '#db/presence/settle.ts';
import { findStale, leaveTurned, pruneTabs } from '#db/presence/sweep.ts';
import { isDatabaseAway } from '#db/connection/away.ts';
import type { Logger } from '#platform/log.ts';
import type { Job } from '#platform/background.ts';
import { eachAlone } from '#platform/each.ts';

const LOOK_EVERY_MS = 5_000;
const GRACE_MS = DEAD_AFTER_SECONDS * 1000;
/** A longer pause between two looks means that this process slept, or the machine. */
const SLEPT_MS = 20_000;

export interface SweepDeps {
  pool: Pool;
  notifier: Notifier;
  log: Logger;
}

/**
 * Turns tabs that fell silent, or that nobody touches, into transitions; any number of processes may do so. One that
 * could not hear the tabs itself (fresh, asleep, without the database) judges nobody by their silence until they had
 * the time to be heard again.
 */
export function sweep(deps: SweepDeps): Job<Topic> {
  let hearingSince = Date.now();
  let lookedAt = Date.now();
  const pass = async (): Promise<boolean> => {
    if (Date.now() - lookedAt > SLEPT_MS) hearingSince = Date.now();
    const sinceLast = (Date.now() - lookedAt) / 1000;
    lookedAt = Date.now();
    try {
      if (await leaveTurned(deps.pool, sinceLast + 1)) deps.notifier.notify('routing');
      if (Date.now() - hearingSince < GRACE_MS) return false;
      await pruneTabs(deps.pool);
      return await sweepPresence(deps);
    } catch (error) {
      hearingSince = Date.now();
      throw error;
    }
  };
  return { name: 'presence', everyMs: LOOK_EVERY_MS, topics: [], pass };
}

/** One round; true when somebody's presence changed. One person's row that cannot be settled keeps nobody else's. */
export async function sweepPresence({
  pool,
  notifier,
  log,
}: Omit<SweepDeps, 'log'> & Partial<SweepDeps>): Promise<boolean> {
  let moved = false;
  await eachAlone(
    await findStale(pool),
    async (id) => (moved = (await settlePresence(pool, id)).moved || moved),
    async (id, error) => {
      if (isDatabaseAway(error)) throw error;
      log?.warn({ error, employee: id }, 'a presence could not be settled');
    },
  );
  if (moved) notifier.notify('change', 'routing');
  return moved;
}
