import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { currentEpoch, findOpenChats, type WatchedChat } from '#db/inbox/watching.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { listWorkflows } from './list-workflows.ts';
import type { UpkeepDeps } from './deps.ts';
import { ENGINE_DEADLINE_MS, tellChat } from '#activities/telling/tell.ts';

/** The engine's list lags behind what runs: whom it does not name is asked for by name. */
export async function startMissing(deps: UpkeepDeps, lot: WatchedChat[]): Promise<number> {
  if (lot.length === 0) return 0;
  const running = new Set(await listRunning(deps, lot));
  const unnamed = lot.filter(({ clientId }) => !running.has(chatWorkflowId(clientId)));
  const missing: WatchedChat[] = [];
  for (const chat of unnamed) if (!(await isRunning(deps, chat)) && (await isStillOpen(deps, chat))) missing.push(chat);
  const epoch = missing.length > 0 ? await currentEpoch(deps.pool) : 0;
  for (const chat of missing) {
    const about = { kind: 'chat_without_workflow', ref: chat.id } as const;
    await noticeTrouble(deps.pool, { ...about, pageId: chat.pageId, reason: 'started' });
    try {
      await tellChat(deps.temporal, chat, [], { epoch });
    } catch (error) {
      if (isEngineAway(error)) throw error;
      deps.log.error({ error, chat: chat.number }, 'an open chat has no workflow and could not be started');
      continue;
    }
    await endTrouble(deps.pool, about.kind, [chat.id]);
    deps.log.warn({ chat: chat.number }, 'an open chat had no workflow: it was started');
  }
  return missing.length;
}

async function listRunning(deps: UpkeepDeps, lot: WatchedChat[]): Promise<string[]> {
  const ids = lot.map(({ clientId }) => `'${chatWorkflowId(clientId)}'`).join();
  return listWorkflows(deps, `WorkflowId IN (${ids}) AND ExecutionStatus = 'Running'`, lot.length);
}

async function isRunning({ temporal, health }: UpkeepDeps, { clientId }: WatchedChat): Promise<boolean> {
  return health.ask('describe', async () => {
    try {
      const { status } = await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
        describe(temporal, clientId),
      );
      return status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  });
}

function describe(temporal: Client, clientId: string) {
  return temporal.workflow.getHandle(chatWorkflowId(clientId)).describe();
}

/** It may have been finished since the lot was read. */
async function isStillOpen({ pool }: UpkeepDeps, chat: WatchedChat): Promise<boolean> {
  return (await findOpenChats(pool, [chat.clientId])).some(({ id }) => id === chat.id);
}
