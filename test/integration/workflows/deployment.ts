import type { Client } from '@temporalio/client';
import { eventually } from './stage.ts';

export const DEPLOYMENT = 'rozmova';

/** What the engine says of the workers' versions. */
export function deploymentIn(engine: () => Client) {
  const place = () => ({ namespace: engine().options.namespace, deploymentName: DEPLOYMENT });
  const info = async () => (await engine().workflowService.describeWorkerDeployment(place())).workerDeploymentInfo;
  const current = async () =>
    (await info().catch(() => null))?.routingConfig?.currentDeploymentVersion?.buildId ?? undefined;
  return {
    current,
    summary: async (build: string) =>
      (await info())?.versionSummaries?.find(({ deploymentVersion }) => deploymentVersion?.buildId === build),
    /** Whether a run of `build` is open. */
    isLeft: async (build: string) =>
      (
        await engine().workflow.count(
          `ExecutionStatus = 'Running' AND TemporalWorkerDeploymentVersion = '${DEPLOYMENT}:${build}'`,
        )
      ).count > 0,
    /** The build that is current after `build`. */
    changes: (build: string | undefined) =>
      eventually(async () => {
        const now = await current();
        return now && now !== build && now;
      }),
    /** As somebody does by hand, whether there are workers of it or not. */
    set: (buildId: string) =>
      engine().workflowService.setWorkerDeploymentCurrentVersion({
        ...place(),
        buildId,
        ignoreMissingTaskQueues: true,
        allowNoPollers: true,
      }),
  };
}
