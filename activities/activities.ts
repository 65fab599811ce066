import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Notifier, Topic } from '#db/notify/notifier.ts';
import type { Written } from '#db/decisions/automatic.ts';
import { loadChat } from '#db/inbox/load.ts';
import { hasUndelivered } from '#db/outbox/undelivered.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';
import type { Logger } from '#platform/log.ts';
import { step } from '#platform/steps.ts';
import type { ChatNeeds, Saving } from '#workflows/chat/needs.ts';
import type { Say } from '#workflows/chat/vocabulary.ts';
import { type Unwritten, withoutUnwritten, writeAutomatic } from './automatic/write.ts';
import { keep } from './keep.ts';
import { fetchProfile, type ProfileDeps } from './messenger/profile.ts';

export interface ActivityDeps extends ProfileDeps {
  pool: Pool;
  notifier: Notifier;
  temporal: Client;
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
      step('decisions came');
      const { written, left } = await writeAutomatic(deps.pool, saving);
      await noticeUnwritten(deps, saving, written, left);
      const unwritten = left.map(({ say }) => say);
      const saved = await keep(deps, withoutUnwritten(saving, left), { written, unwritten });
      step('decisions saved');
      deps.notifier.notify('change', ...topicsOf(saving), ...(left.length > 0 ? (['inbox'] as const) : []));
      return saved;
    },
    fetchProfile: async ({ clientId }) => {
      if (await fetchProfile(deps, clientId)) deps.notifier.notify('change');
    },
  };
}

/**
 * A text that cannot be written is a fault of ours or of the settings: somebody has to hear of it, until one is written
 * again.
 */
async function noticeUnwritten(
  { pool, log }: ActivityDeps,
  { chat }: Saving,
  written: Written[],
  left: Unwritten[],
): Promise<void> {
  const refOf = ({ template }: Say): string => `${chat?.pageId ?? ''}/${template}`;
  if (written.length > 0) {
    const refs = written.map(({ say }) => refOf(say));
    await endTrouble(pool, 'message_put_aside', refs);
  }
  for (const { say, pageId, code, error } of left) {
    log.warn({ error, template: say.template, page: pageId }, 'an automatic message could not be written');
    const detail = error instanceof Error ? error.name : null;
    await noticeTrouble(pool, { kind: 'message_put_aside', ref: refOf(say), pageId, reason: code, detail });
  }
}

/** Commands after which a message may leave. */
const SENDING = new Set(['release', 'refuse', 'say']);
/** Decisions after which an operator has one chat less. */
const FREEING = new Set(['finished', 'left', 'transferred']);

/** What others may have to do now. */
function topicsOf({ commands, decisions }: Saving): Topic[] {
  const seeks = commands.some(({ kind }) => kind === 'seek_operator' || kind === 'settle_assignment');
  const frees = decisions.some(({ kind }) => FREEING.has(kind));
  const sends = commands.some(({ kind }) => SENDING.has(kind));
  const wants = commands.some(({ kind }) => kind === 'want_lead');
  return [
    ...(wants ? (['leads'] as const) : []),
    ...(sends ? (['outbox'] as const) : []),
    ...(seeks || frees ? (['routing'] as const) : []),
  ];
}
