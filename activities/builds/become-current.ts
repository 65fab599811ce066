import type { Client } from '@temporalio/client';
import { type Version, aliveBuilds, GONE_MS, millis } from './versions.ts';

/**
 * Makes `version` the one with which chats begin and to which they roll over; `another`: it is not that, and is not to
 * be. One that was that before is back because a worker of it was started again, or on purpose: it takes over only
 * where nobody of the present one is there, and that one had the time to be seen: what is listed may be behind.
 */
export async function becomeCurrent(temporal: Client, version: Version): Promise<'current' | 'another' | 'not yet'> {
  const { deploymentName, buildId } = version;
  try {
    const info = await describe(temporal, deploymentName);
    const current = info?.routingConfig?.currentDeploymentVersion?.buildId ?? null;
    if (current === buildId) return 'current';
    const own = info?.versionSummaries?.find(({ deploymentVersion }) => deploymentVersion?.buildId === buildId);
    if (!own) return 'not yet';
    const isNew = millis(info?.routingConfig?.currentVersionChangedTime) >= Date.now() - GONE_MS;
    if (own.lastCurrentTime && current !== null && (isNew || (await aliveBuilds(temporal, version)).has(current)))
      return 'another';
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
