import type { Client } from '@temporalio/client';
import type { WorkerOptions } from '@temporalio/worker';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { IncompatibleBuild } from './preflight.ts';

/** The build of a worker where several builds may run side by side: chats stay with theirs until they roll over. */
export interface Version {
  deploymentName: string;
  buildId: string;
}

/** What a worker of `version` says of itself; null: it takes whatever comes, as one worker on one machine does. */
export function pinnedTo(version: Version | null): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  if (!version) return {};
  return { workerDeploymentOptions: { version, useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' } };
}

/** Where workers have versions, one without gets nothing to do: better none than one that seems to work. */
export async function checkUnversioned(temporal: Client): Promise<void> {
  const { versioningInfo } = await temporal.workflowService.describeTaskQueue({
    namespace: temporal.options.namespace,
    taskQueue: { name: CHAT_TASK_QUEUE },
  });
  const name = versioningInfo?.currentDeploymentVersion?.deploymentName;
  if (name) throw new IncompatibleBuild(`chats belong to the deployment ${name}: WORKER_DEPLOYMENT has to say so`);
}

export const nameOf = ({ deploymentName, buildId }: Version): string => `${deploymentName}:${buildId}`;

/** A poll lasts a minute: whoever was silent for longer is gone. */
const GONE_MS = 70_000;

/** Builds whose workers ask for chats' tasks. */
export async function aliveBuilds(temporal: Client, { deploymentName }: Version): Promise<Set<string>> {
  const { namespace } = temporal.options;
  const { pollers } = await temporal.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: CHAT_TASK_QUEUE },
  });
  const alive = (pollers ?? []).filter(
    ({ lastAccessTime, deploymentOptions }) =>
      deploymentOptions?.deploymentName === deploymentName &&
      Number(lastAccessTime?.seconds ?? 0) * 1000 > Date.now() - GONE_MS,
  );
  return new Set(alive.map(({ deploymentOptions }) => deploymentOptions?.buildId ?? ''));
}

/**
 * Makes `version` the one with which chats begin and to which they roll over; `another`: it is not that, and is not to
 * be. One that was that before is back because a worker of it was started again, or on purpose: it takes over only
 * where nobody of the present one is there.
 */
export async function becomeCurrent(temporal: Client, version: Version): Promise<'current' | 'another' | 'not yet'> {
  const { deploymentName, buildId } = version;
  try {
    const info = await describe(temporal, deploymentName);
    const current = info?.routingConfig?.currentDeploymentVersion?.buildId ?? null;
    if (current === buildId) return 'current';
    const own = info?.versionSummaries?.find(({ deploymentVersion }) => deploymentVersion?.buildId === buildId);
    if (!own) return 'not yet';
    const wasBefore = own.lastCurrentTime ?? null;
    if (wasBefore && current !== null && (await aliveBuilds(temporal, version)).has(current)) return 'another';
    await makeCurrent(temporal, version);
    return 'current';
  } catch (error) {
    // Its first poll is not everywhere yet.
    if (isNotFound(error) || isGrpcCode(error, FAILED_PRECONDITION)) return 'not yet';
    throw error;
  }
}

async function describe(temporal: Client, deploymentName: string) {
  const { namespace } = temporal.options;
  const { workerDeploymentInfo } = await temporal.workflowService.describeWorkerDeployment({
    namespace,
    deploymentName,
  });
  return workerDeploymentInfo;
}

async function makeCurrent(temporal: Client, { deploymentName, buildId }: Version): Promise<void> {
  await temporal.workflowService.setWorkerDeploymentCurrentVersion({
    namespace: temporal.options.namespace,
    deploymentName,
    buildId,
    // Queues that an older version had and this one does not.
    ignoreMissingTaskQueues: true,
    identity: `worker-${buildId}`,
  });
}

const NOT_FOUND = 5;
const FAILED_PRECONDITION = 9;

export function isNotFound(error: unknown): boolean {
  return isGrpcCode(error, NOT_FOUND);
}

function isGrpcCode(error: unknown, code: number): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
