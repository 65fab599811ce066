import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { currentEpoch, findOpenChats, listStuck, listWatched, type WatchedChat } from '#db/inbox/watching.ts';
import { endOldNews, endOtherTroubles } from '#db/troubles/settle.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';
import type { Work } from '#platform/room.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import type { RelayDeps } from './relay.ts';
import { ENGINE_DEADLINE_MS, tellChat } from './tell.ts';

const LOOK_EVERY_MS = 5_000;
/**
 * Of the open chats so many are looked at in a pass: one question to the engine. Ten thousand are through in a quarter
 * of an hour.
 */
const LOT = 60;
const STUCK_MINUTES = 10;
const SHOWN = 50;

/**
 * Looks after the chats: one that is open here and has no workflow gets one; one that holds back something for ten
 * minutes is told to take itself up; one whose workflow cannot go on is shown, since only other code can help it. Any
 * number of processes may do it at once.
 */
export function watchChats(deps: RelayDeps): Work {
  let after = 0;
  return {
    name: 'watch',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      const lot = await listWatched(deps.pool, after, LOT);
      after = lot.length < LOT ? 0 : (lot.at(-1)?.number ?? 0);
      await startMissing(deps, lot);
      await wakeStuck(deps);
      await showFailing(deps);
      await endOldNews(deps.pool, ['engine_restored', 'database_restored', 'engine_file_damaged']);
      return false;
    },
  };
}

/** The engine's list lags behind what runs: whom it does not name is asked for by name. */
export async function startMissing(deps: RelayDeps, lot: WatchedChat[]): Promise<number> {
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

async function listRunning(deps: RelayDeps, lot: WatchedChat[]): Promise<string[]> {
  const ids = lot.map(({ clientId }) => `'${chatWorkflowId(clientId)}'`).join();
  return listWorkflows(deps, `WorkflowId IN (${ids}) AND ExecutionStatus = 'Running'`, LOT);
}

function listWorkflows({ temporal, health }: RelayDeps, query: string, limit: number): Promise<string[]> {
  const { namespace } = temporal.options;
  return health.ask('list', () =>
    temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, async () => {
      const { executions } = await temporal.workflowService.listWorkflowExecutions({
        namespace,
        query,
        pageSize: limit,
      });
      return (executions ?? []).flatMap(({ execution }) => execution?.workflowId ?? []);
    }),
  );
}

async function isRunning({ temporal, health }: RelayDeps, { clientId }: WatchedChat): Promise<boolean> {
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
async function isStillOpen({ pool }: RelayDeps, chat: WatchedChat): Promise<boolean> {
  return (await findOpenChats(pool, [chat.clientId])).some(({ id }) => id === chat.id);
}

async function wakeStuck(deps: RelayDeps): Promise<void> {
  const stuck = await listStuck(deps.pool, STUCK_MINUTES, SHOWN);
  for (const chat of stuck) {
    const detail = `since ${chat.since.toISOString()}`;
    await noticeTrouble(deps.pool, {
      kind: 'input_undecided',
      ref: chat.id,
      pageId: chat.pageId,
      reason: 'waits',
      detail,
    });
  }
  const kept = stuck.map(({ id }) => id);
  await endOtherTroubles(deps.pool, 'input_undecided', kept);
}

/** Temporal names a workflow whose task failed several times in a row, and until one succeeds. */
async function showFailing(deps: RelayDeps): Promise<void> {
  const query = `TemporalReportedProblems IS NOT NULL AND WorkflowType = 'chatWorkflow' AND ExecutionStatus = 'Running'`;
  const ids = await listWorkflows(deps, query, SHOWN);
  const clients = ids.map((id) => id.slice(chatWorkflowId('').length));
  const failing = await findOpenChats(deps.pool, clients);
  for (const { id, pageId } of failing)
    await noticeTrouble(deps.pool, { kind: 'workflow_failing', ref: id, pageId, reason: 'task_fails' });
  await endOtherTroubles(
    deps.pool,
    'workflow_failing',
    failing.map(({ id }) => id),
  );
}
