import type { Pool } from 'pg';
import type { Bell } from '#db/bell.ts';
import { DEAD_AFTER_SECONDS, settle } from '#db/presence/settle.ts';
import { findStale, leaveTurned, pruneTabs } from '#db/presence/sweep.ts';
import type { Logger } from '#platform/log.ts';
import { type Loop, startLoop } from '#platform/loop.ts';

const LOOK_EVERY_MS = 5_000;
const GRACE_MS = DEAD_AFTER_SECONDS * 1000;
/** A longer pause between two looks means that this process slept, or the machine. */
const SLEPT_MS = 20_000;

export interface SweepDeps {
  pool: Pool;
  bell: Bell;
  log: Logger;
}

/**
 * Turns tabs that fell silent, or that nobody touches, into transitions; any number of processes may do so. One that could not hear the
 * tabs itself (fresh, asleep, without the database) judges nobody by their silence until they had the time to be heard again.
 */
export function startSweep(deps: SweepDeps): Loop {
  let hearingSince = Date.now();
  let lookedAt = Date.now();
  return startLoop('presence', deps.log, LOOK_EVERY_MS, async () => {
    if (Date.now() - lookedAt > SLEPT_MS) hearingSince = Date.now();
    const sinceLast = (Date.now() - lookedAt) / 1000;
    lookedAt = Date.now();
    try {
      if (await leaveTurned(deps.pool, sinceLast + 1)) deps.bell.ring('routing');
      if (Date.now() - hearingSince < GRACE_MS) return false;
      await pruneTabs(deps.pool);
      return await sweepPresence(deps);
    } catch (error) {
      hearingSince = Date.now();
      throw error;
    }
  });
}

/** One round; true when somebody's presence changed. */
export async function sweepPresence({ pool, bell }: Pick<SweepDeps, 'pool' | 'bell'>): Promise<boolean> {
  let moved = false;
  for (const id of await findStale(pool)) moved = (await settle(pool, id)).moved || moved;
  if (moved) bell.ring('change', 'routing');
  return moved;
}
