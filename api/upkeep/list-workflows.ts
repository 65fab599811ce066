import type { UpkeepDeps } from './deps.ts';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';

/** The ids of the workflows that a query finds (Temporal's list filter). */
export function listWorkflows({ temporal, health }: UpkeepDeps, query: string, limit: number): Promise<string[]> {
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
