import type { Client } from '@temporalio/client';
import type { Topic } from '#db/notify/notifier.ts';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';
import type { Job } from '#platform/background.ts';
import type { Logger } from '#platform/log.ts';
import { isEngineAway } from '#platform/temporal.ts';

const LOOK_EVERY_MS = 5_000;
/** One that runs is not asked about with each look: a CRM that is away may leave thousands. */
const EACH_MS = 60_000;
const AT_ONCE = 16;

interface Starting {
  name: string;
  /** All that is under way: PostgreSQL knows which these are. */
  list: () => Promise<string[]>;
  /** Starts the workflow of one, unless it runs. */
  start: (id: string) => Promise<unknown>;
  temporal: Client;
  log: Logger;
}

/** Starts the workflow of everything that the CRM is to be asked. */
export function starting({ name, list, start, temporal, log }: Starting): Job<Topic> {
  const seen = new Map<string, number>();
  const failed =
    (id: string) =>
    (error: unknown): void => {
      if (isEngineAway(error)) throw error;
      log.warn({ error, id }, `${name}: one could not be taken on its way`);
    };
  return {
    name,
    everyMs: LOOK_EVERY_MS,
    topics: ['leads'],
    pass: async () => {
      const underWay = await list();
      const known = new Set(underWay);
      // One that was over may be asked for again.
      for (const [id, at] of seen) if (at < Date.now() - EACH_MS || !known.has(id)) seen.delete(id);
      const wanted = underWay.filter((id) => !seen.has(id));
      const begin = async (id: string): Promise<void> => {
        await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () => start(id));
        seen.set(id, Date.now());
      };
      for (let n = 0; n < wanted.length; n += AT_ONCE)
        await Promise.all(wanted.slice(n, n + AT_ONCE).map((id) => begin(id).catch(failed(id))));
      return false;
    },
  };
}
