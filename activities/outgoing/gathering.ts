import type { Pool } from 'pg';
import type { Notifier, Topic } from '#db/notify/notifier.ts';
import { gatherEvents } from '#db/outgoing/gather.ts';
import type { Job } from '#platform/background.ts';

const LOOK_EVERY_MS = 1_000;

/** Follows the feed for what others are told of; of several workers one at a time. */
export function gathering({ pool, notifier }: { pool: Pool; notifier: Notifier }): Job<Topic> {
  return {
    name: 'outgoing',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      const { isMore, made } = await gatherEvents(pool);
      if (made > 0) notifier.notify('outgoing');
      return isMore;
    },
  };
}
