import type { Pool } from 'pg';
import { prune } from '#db/changes/prune.ts';
import type { Job } from '#platform/background.ts';

const EVERY_MS = 60 * 60 * 1000;

/** Forgets what is not needed any more, a lot at a time: others have their turn in between. */
export function pruning(pool: Pool, rawEventDays: number): Job {
  return { name: 'pruning', everyMs: EVERY_MS, topics: [], pass: () => prune(pool, rawEventDays) };
}
