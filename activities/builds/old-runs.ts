import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Logger } from '#platform/log.ts';
import { inputsReceived } from '#workflows/chat/interface.ts';
import { nameOf, type Version } from './versions.ts';

export interface MovingDeps {
  pool: Pool;
  temporal: Client;
  version: Version;
  log: Logger;
}

export interface OldRun {
  workflowId: string;
  runId: string;
  build: string;
}

export async function* oldRuns({ temporal, version }: MovingDeps): AsyncGenerator<OldRun> {
  const query = `ExecutionStatus = 'Running' AND TemporalWorkerDeployment = '${version.deploymentName}'
    AND TemporalWorkerDeploymentVersion != '${nameOf(version)}'`;
  for await (const { workflowId, runId, searchAttributes } of temporal.workflow.list({ query, pageSize: 200 })) {
    const [name] = (searchAttributes as Record<string, unknown[]>)['TemporalWorkerDeploymentVersion'] ?? [];
    yield { workflowId, runId, build: (typeof name === 'string' ? name : '').slice(version.deploymentName.length + 1) };
  }
}

/** Somebody of its version took up what it was told. */
export async function hasHeard({ temporal }: MovingDeps, { workflowId, runId }: OldRun): Promise<boolean> {
  const { raw } = await temporal.workflow.getHandle(workflowId, runId).describe();
  return !raw.pendingWorkflowTask;
}

/** Nothing, so that it looks around. */
export async function wakeRun({ temporal }: MovingDeps, { workflowId, runId }: OldRun): Promise<void> {
  await temporal.workflow.getHandle(workflowId, runId).signal(inputsReceived, []);
}

export async function moveRun(deps: MovingDeps, run: OldRun): Promise<void> {
  const { temporal, version, log } = deps;
  const { workflowId, runId, build } = run;
  await temporal.workflowService.updateWorkflowExecutionOptions({
    namespace: temporal.options.namespace,
    workflowExecution: { workflowId, runId },
    workflowExecutionOptions: { versioningOverride: { oneTime: { targetDeploymentVersion: version } } },
    updateMask: { paths: ['versioning_override'] },
  });
  // It stands where its last task was done: it gets one.
  await wakeRun(deps, run);
  log.info(
    { workflow: workflowId, from: build, to: version.buildId },
    'its own version did not roll it over: moved as it stands',
  );
}
