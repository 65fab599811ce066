import type { Pool } from 'pg';
import { lookAtButtons } from '#db/troubles/buttons.ts';
import type { Job } from '#platform/background.ts';

const EVERY_MS = 60 * 60 * 1000;

/**
 * Whether clients still tap Messenger's contact buttons, page by page: they may go without notice (messenger-platform
 * §3.3).
 */
export function watchButtons(pool: Pool): Job {
  return {
    name: 'contact buttons',
    everyMs: EVERY_MS,
    topics: [],
    pass: async () => {
      await lookAtButtons(pool);
      return false;
    },
  };
}
