import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { listWantedLeads } from '#db/leads/requests.ts';
import type { Topic } from '#db/notify/notifier.ts';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';
import type { Job } from '#platform/background.ts';
import type { Logger } from '#platform/log.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { leadWorkflowId } from '#workflows/leads/interface.ts';
import type { leadWorkflow } from '#workflows/leads/workflow.ts';

const LOOK_EVERY_MS = 5_000;
/** One that runs is not asked about with each look: a CRM that is away may leave thousands. */
const EACH_MS = 60_000;
const AT_ONCE = 16;

/** Starts the workflow of every lead that is under way, unless it runs: PostgreSQL knows which these are. */
export function wantedLeads(deps: { pool: Pool; temporal: Client; log: Logger }): Job<Topic> {
  const seen = new Map<string, number>();
  const failed =
    (chatId: string) =>
    (error: unknown): void => {
      if (isEngineAway(error)) throw error;
      deps.log.warn({ error, chat: chatId }, 'a lead could not be taken on its way');
    };
  return {
    name: 'leads',
    everyMs: LOOK_EVERY_MS,
    topics: ['leads'],
    pass: async () => {
      for (const [chatId, at] of seen) if (at < Date.now() - EACH_MS) seen.delete(chatId);
      const wanted = (await listWantedLeads(deps.pool)).filter((chatId) => !seen.has(chatId));
      const begin = async (chatId: string): Promise<void> => {
        await ensureLead(deps.temporal, chatId);
        seen.set(chatId, Date.now());
      };
      for (let n = 0; n < wanted.length; n += AT_ONCE)
        await Promise.all(wanted.slice(n, n + AT_ONCE).map((chatId) => begin(chatId).catch(failed(chatId))));
      return false;
    },
  };
}

async function ensureLead(temporal: Client, chatId: string): Promise<void> {
  await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
    temporal.workflow.start<typeof leadWorkflow>('leadWorkflow', {
      workflowId: leadWorkflowId(chatId),
      taskQueue: CHAT_TASK_QUEUE,
      args: [{ chatId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: 'Lead',
    }),
  );
}
