import { findFailing, noticeWell } from '#db/neighbour/watch.ts';
import { CallFailed } from '#activities/crm/call.ts';
import { pingNeighbour } from '#activities/crm/http.ts';
import { type CrmDeps, neighbourOn } from '#activities/crm/in-force.ts';
import type { Job } from '#platform/background.ts';

const LOOK_EVERY_MS = 15_000;

/** Whether the other CRM answers again where nothing waits that would ask it, and whether it is asked at all. */
export function lookingAtNeighbour(deps: CrmDeps): Job {
  return {
    name: 'neighbour-looking',
    everyMs: LOOK_EVERY_MS,
    topics: ['leads'],
    pass: async () => {
      const { fails, isAsked } = await findFailing(deps.pool);
      const neighbour = fails ? await neighbourOn(deps) : null;
      if (fails && (!neighbour || (!isAsked && (await answers(neighbour, deps))))) await noticeWell(deps.pool);
      return false;
    },
  };
}

async function answers(neighbour: Parameters<typeof pingNeighbour>[0], { crm }: CrmDeps): Promise<boolean> {
  try {
    await pingNeighbour(neighbour, crm);
    return true;
  } catch (error) {
    if (error instanceof CallFailed) return false;
    throw error;
  }
}
