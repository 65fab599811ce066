import type { Pool } from 'pg';
import { forget, isMore, type KeepDays } from '#db/retention/forget.ts';
import type { Work } from '#platform/room.ts';

const EVERY_MS = 60 * 60 * 1000;

/** What is kept for so many days goes afterwards, in lots. */
export function retention(pool: Pool, keep: KeepDays): Work {
  return {
    name: 'retention',
    everyMs: EVERY_MS,
    topics: [],
    pass: async () => isMore(await forget(pool, keep)),
  };
}
