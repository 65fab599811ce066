import type { Client, WorkflowHandle } from '@temporalio/client';

/**
 * Moves the clock of one running workflow by `ms` and resolves when it got there: timers due in between fire in order.
 * The server's own time skipping, for which the SDK has no public call yet. Activities and the database stay on real
 * time.
 */
export async function fastForward(
  client: Client,
  workflow: Pick<WorkflowHandle, 'workflowId'>,
  ms: number,
): Promise<void> {
  const { workflowService } = client;
  const namespace = client.options.namespace;
  const workflowExecution = { workflowId: workflow.workflowId };
  const id = `forward-${workflow.workflowId}-${Date.now()}-${Math.random()}`;
  const duration = { seconds: Math.floor(ms / 1000) as never, nanos: (ms % 1000) * 1_000_000 };
  await workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig: { id, duration } } },
    updateMask: { paths: ['time_skipping_config'] },
  });
  for (;;) {
    const request = { namespace, workflowExecution, fastForwardId: id };
    const { fastForwardPollingResult, failedReason } = await workflowService.pollWorkflowExecutionTimeSkipping(request);
    if (fastForwardPollingResult === reached) return;
    if (fastForwardPollingResult === failed) throw new Error(failedReason ?? 'the clock could not be moved');
  }
}

const reached = 2;
const failed = 3;
