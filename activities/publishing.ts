import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Pool } from 'pg';
import { type ChatToWake, isUnfinished, listChatsToWake, saveProgress } from '#db/settings/waking.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { chatWorkflowId, settingsPublished } from '#workflows/chat/interface.ts';
import type { PublishingNeeds } from '#workflows/publishing/needs.ts';

const DEADLINE_MS = 10_000;

interface PublishingDeps {
  pool: Pool;
  temporal: Client;
}

/** What publications of settings need, done by this process. */
export function createPublishing(deps: PublishingDeps): PublishingNeeds {
  return {
    wakeChats: async ({ versionId, pageId, revision, after, limit, woken }) => {
      if (!(await isUnfinished(deps.pool, versionId))) return { after: null, woken: 0 };
      const chats = await listChatsToWake(deps.pool, pageId, after, limit);
      await deps.temporal.withDeadline(Date.now() + DEADLINE_MS, () =>
        Promise.all(chats.map((chat) => wake(deps, chat, revision))),
      );
      const last = chats.length < limit ? null : (chats.at(-1)?.number ?? null);
      await saveProgress(deps.pool, { versionId, pageId, after: last, woken: woken + chats.length });
      return { after: last, woken: chats.length };
    },
  };
}

/** A chat that does not run reads the settings as it starts; one that cannot be told keeps nobody from hearing. */
async function wake(deps: PublishingDeps, { clientId }: ChatToWake, revision: number): Promise<void> {
  try {
    await deps.temporal.workflow.getHandle(chatWorkflowId(clientId)).signal(settingsPublished, revision);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return;
    if (isEngineAway(error)) throw error;
    await noticeTrouble(deps.pool, { kind: 'input_put_aside', ref: clientId, reason: 'settings_not_told' });
  }
}
