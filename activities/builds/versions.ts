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
export const GONE_MS = 70_000;

type EngineTime = { seconds?: unknown } | null | undefined;

/** In ms; 0: never. */
export const millis = (time: EngineTime): number => Number(time?.seconds ?? 0) * 1000;

/** Builds whose workers ask for chats' tasks. */
export async function aliveBuilds(temporal: Client, { deploymentName }: Version): Promise<Set<string>> {
  const { namespace } = temporal.options;
  const { pollers } = await temporal.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: CHAT_TASK_QUEUE },
  });
  const alive = (pollers ?? []).filter(
    ({ lastAccessTime, deploymentOptions }) =>
      deploymentOptions?.deploymentName === deploymentName && millis(lastAccessTime) > Date.now() - GONE_MS,
  );
  return new Set(alive.map(({ deploymentOptions }) => deploymentOptions?.buildId ?? ''));
}
