import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Pool } from 'pg';
import { alone } from '#db/epoch/standing.ts';
import type { Logger } from '#platform/log.ts';
import type { Work } from '#platform/room.ts';
import { inputsReceived } from '#workflows/chat/messages.ts';
import { aliveBuilds, becomeCurrent, isNotFound, nameOf, type Version } from './versions.ts';

const LOOK_EVERY_MS = 5_000;
/** At most so many chats are told or moved at once, and after a second the next ones: that a new build came is no burst. */
const LOT = 50;
const PAUSE_MS = 1_000;
/** A chat that was told rolls over in milliseconds; who is still there after this is moved as it stands. */
const PATIENCE_MS = 4_000;
/** Until the engine knows of a worker that has just begun. */
const SOON_MS = 300;
const DEADLINE_MS = 20_000;

interface MovingDeps {
  pool: Pool;
  temporal: Client;
  version: Version;
  log: Logger;
}

interface OldRun {
  workflowId: string;
  runId: string;
  build: string;
}

/**
 * Makes this worker's version the current one and brings open chats to it, so that older ones drain. An idle chat does not hear that there is
 * a new version: it is told with an empty signal, and rolls over. Where nobody of its version is there to do that, its next task is given to
 * the new one as its history stands, which the check before the start has tried.
 */
export function moving(deps: MovingDeps): Work {
  const told = new Map<string, number>();
  return {
    name: 'versions',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      const standing = await within(deps, () => becomeCurrent(deps.temporal, deps.version));
      if (standing === 'not yet') return SOON_MS;
      if (standing === 'another') return false;
      // One worker at a time: what a chat is told are events of its history.
      const more = await alone(deps.pool, () => within(deps, () => moveLot(deps, told)), 'versions');
      return more === true && PAUSE_MS;
    },
  };
}

/** Answers whether there are more than could be told or moved now. */
async function moveLot(deps: MovingDeps, told: Map<string, number>): Promise<boolean> {
  let done = 0;
  let alive: Set<string> | undefined;
  const seen = new Set<string>();
  for await (const run of oldRuns(deps)) {
    alive ??= await aliveBuilds(deps.temporal, deps.version);
    seen.add(run.runId);
    const since = told.get(run.runId);
    if (since !== undefined && Date.now() - since < PATIENCE_MS) continue;
    if (since === undefined && alive.has(run.build)) await tell(deps, run);
    else await move(deps, run);
    told.set(run.runId, Date.now());
    if ((done += 1) === LOT) return true;
  }
  for (const runId of told.keys()) if (!seen.has(runId)) told.delete(runId);
  return false;
}

async function* oldRuns({ temporal, version }: MovingDeps): AsyncGenerator<OldRun> {
  const query = `ExecutionStatus = 'Running' AND TemporalWorkerDeployment = '${version.deploymentName}' AND TemporalWorkerDeploymentVersion != '${nameOf(version)}'`;
  for await (const { workflowId, runId, searchAttributes } of temporal.workflow.list({ query, pageSize: 200 })) {
    const [name] = (searchAttributes as Record<string, unknown[]>)['TemporalWorkerDeploymentVersion'] ?? [];
    yield { workflowId, runId, build: (typeof name === 'string' ? name : '').slice(version.deploymentName.length + 1) };
  }
}

/** Nothing, so that it looks around. */
async function tell({ temporal }: MovingDeps, { workflowId, runId }: OldRun): Promise<void> {
  await reach(() => temporal.workflow.getHandle(workflowId, runId).signal(inputsReceived, []));
}

async function move(deps: MovingDeps, run: OldRun): Promise<void> {
  const { temporal, version, log } = deps;
  const { workflowId, runId, build } = run;
  await reach(() =>
    temporal.workflowService.updateWorkflowExecutionOptions({
      namespace: temporal.options.namespace,
      workflowExecution: { workflowId, runId },
      workflowExecutionOptions: { versioningOverride: { oneTime: { targetDeploymentVersion: version } } },
      updateMask: { paths: ['versioning_override'] },
    }),
  );
  // It stands where its last task was done: it gets one.
  await tell(deps, run);
  log.info({ workflow: workflowId, from: build, to: version.buildId }, 'nobody of its version took it up: moved');
}

/** One that ended meanwhile needs nothing. */
async function reach(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError || isNotFound(error))) throw error;
  }
}

function within<T>({ temporal }: MovingDeps, call: () => Promise<T>): Promise<T> {
  return temporal.withDeadline(Date.now() + DEADLINE_MS, call);
}
