import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';
import { type DuePage, listDuePages } from '#db/page-health/due.ts';
import type { Topic } from '#db/notify/notifier.ts';
import type { Job } from '#platform/background.ts';
import type { Logger } from '#platform/log.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { lookAsked, pageWorkflowId } from '#workflows/page/interface.ts';
import type { pageWorkflow } from '#workflows/page/workflow.ts';

const LOOK_EVERY_MS = 3_000;
/** One that was told for this reason is told again only so much later: each time is a few events of its history. */
const AGAIN_MS = 5 * 60_000;
const AT_ONCE = 16;

/**
 * Gives each connected page its workflow, and tells it to look where somebody asked for that, or where it is late: the
 * engine may have lost it.
 */
export function pageWorkflows({ pool, temporal, log }: { pool: Pool; temporal: Client; log: Logger }): Job<Topic> {
  const told = new Map<string, number>();
  const failed =
    ({ id }: DuePage) =>
    (error: unknown): void => {
      if (isEngineAway(error)) throw error;
      log.warn({ error, page: id }, 'a page could not be told to look after itself');
    };
  return {
    name: 'pages',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      const now = Date.now();
      for (const [key, at] of told) if (at < now - AGAIN_MS) told.delete(key);
      const due = (await listDuePages(pool)).filter((page) => !told.has(keyOf(page)));
      const tell = async (page: DuePage): Promise<void> => {
        await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () => startOrTell(temporal, page.id));
        told.set(keyOf(page), Date.now());
      };
      for (let n = 0; n < due.length; n += AT_ONCE)
        await Promise.all(due.slice(n, n + AT_ONCE).map((page) => tell(page).catch(failed(page))));
      return false;
    },
  };
}

const keyOf = ({ id, why }: DuePage): string => `${id} ${why}`;

const startOrTell = (temporal: Client, pageId: string) =>
  temporal.workflow.signalWithStart<typeof pageWorkflow>('pageWorkflow', {
    workflowId: pageWorkflowId(pageId),
    taskQueue: CHAT_TASK_QUEUE,
    args: [{ pageId }],
    signal: lookAsked,
    staticSummary: 'Page',
  });
