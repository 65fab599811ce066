import type { Pool } from 'pg';
import { isDatabaseAway } from '#db/connection/away.ts';
import { endTrouble, noticeTrouble } from './write.ts';

/**
 * Tells admins of a process's work that fails again and again. While the database is away it fails for no fault of its
 * own.
 */
export function watchJobs(pool: Pool, process: string) {
  return {
    failing: async (name: string, error: unknown): Promise<void> => {
      if (isDatabaseAway(error)) return;
      const detail = error instanceof Error ? ('code' in error ? String(error.code) : error.name) : null;
      await noticeTrouble(pool, { kind: 'work_failing', ref: `${process}/${name}`, reason: name, detail });
    },
    passing: async (name: string): Promise<void> => {
      await endTrouble(pool, 'work_failing', [`${process}/${name}`]);
    },
  };
}
