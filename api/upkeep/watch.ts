import { findOpenChats, listStuck, listWatched } from '#db/inbox/watching.ts';
import { endOldNews, endOtherTroubles } from '#db/troubles/settle.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import type { Job } from '#platform/background.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { listWorkflows } from './list-workflows.ts';
import { startMissing } from './missing.ts';
import type { UpkeepDeps } from './deps.ts';

const LOOK_EVERY_MS = 5_000;
/**
 * Of the open chats so many are looked at in a pass: one question to the engine. Ten thousand are through in a quarter
 * of an hour.
 */
const LOT = 60;
const STUCK_MINUTES = 10;
const SHOWN = 50;
const RUNNING_CHATS = "WorkflowType = 'chatWorkflow' AND ExecutionStatus = 'Running'";

/**
 * Looks after the chats: one that is open here and has no workflow gets one; one that holds back something for ten
 * minutes is told to take itself up; one whose workflow cannot go on is shown, since only other code can help it. Any
 * number of processes may do it at once.
 */
export function watchChats(deps: UpkeepDeps): Job {
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

async function wakeStuck(deps: UpkeepDeps): Promise<void> {
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
async function showFailing(deps: UpkeepDeps): Promise<void> {
  const ids = await listWorkflows(deps, `TemporalReportedProblems IS NOT NULL AND ${RUNNING_CHATS}`, SHOWN);
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
