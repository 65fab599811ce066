import type { Pool } from 'pg';
import { forget, isMore, type KeepDays } from '#db/retention/forget.ts';
import type { Job } from '#platform/background.ts';

const EVERY_MS = 60 * 60 * 1000;

/** What is kept for so many days goes afterwards, in lots. */
export function retention(pool: Pool, keep: KeepDays): Job {
  return {
    name: 'retention',
    everyMs: EVERY_MS,
    topics: [],
    pass: async () => isMore(await forget(pool, keep)),
  };
}
