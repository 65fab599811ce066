import type { Pool } from 'pg';
import type { Bell, Topic } from '#db/bell.ts';
import { saveDecisions } from '#db/decisions/save.ts';
import { loadChat } from '#db/inbox/inputs.ts';
import { hasUndelivered } from '#db/outbox/undelivered.ts';
import type { Logger } from '#platform/log.ts';
import type { ChatNeeds, Saving } from '#workflows/chat/needs.ts';
import { writeAutomatic } from './automatic/write.ts';
import { fetchProfile, type ProfileDeps } from './messenger/profile.ts';

export interface ActivityDeps extends ProfileDeps {
  pool: Pool;
  bell: Bell;
  log: Logger;
}

/** What the chat's workflow needs, done by this process. */
export function createActivities(deps: ActivityDeps): ChatNeeds {
  return {
    loadChat: ({ clientId }) => loadChat(deps.pool, clientId),
    catchUp: async ({ clientId }) => {
      const [{ rules, undecided }, undelivered] = await Promise.all([
        loadChat(deps.pool, clientId),
        hasUndelivered(deps.pool, clientId),
      ]);
      return { rules, undecided, undelivered };
    },
    saveDecisions: async (saving) => {
      const saved = await saveDecisions(deps.pool, saving, await writeAutomatic(deps.pool, saving));
      deps.bell.ring('change', ...topicsOf(saving));
      return saved;
    },
    fetchProfile: async ({ clientId }) => {
      if (await fetchProfile(deps, clientId)) deps.bell.ring('change');
    },
  };
}

/** Commands after which a message may leave. */
const SENDING = new Set(['release', 'refuse', 'say']);
/** Decisions after which an operator has one chat less. */
const FREEING = new Set(['finished', 'left']);

/** What others may have to do now. */
function topicsOf({ commands, decisions }: Saving): Topic[] {
  const seeks = commands.some(({ kind }) => kind === 'seek_operator' || kind === 'settle_assignment');
  const frees = decisions.some(({ kind }) => FREEING.has(kind));
  const sends = commands.some(({ kind }) => SENDING.has(kind));
  return [...(sends ? (['outbox'] as const) : []), ...(seeks || frees ? (['routing'] as const) : [])];
}
