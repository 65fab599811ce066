import { isGrpcServiceError, type WorkflowHandle } from '@temporalio/client';
import type { ApiDeps } from '../http/deps.ts';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';

/** How long a request may wait in the engine. */
export const ASKING_MS = ENGINE_DEADLINE_MS - 500;
/**
 * By then it has to be judged, or it is refused. The rest is for the answer's way back and for clocks that differ a
 * little: the moment is PostgreSQL's, whose machine keeps time, as the engine's does.
 */
export const JUDGING_MS = ASKING_MS - 700;
/** How long it may take to find out what became of a request. */
const LOOKING_MS = 600;

/** temporal.api.enums.v1; the enums cannot be imported from an ES module. */
const TASK_STARTED = 2;
const ACCEPTED = 2;
/** gRPC's status codes. */
const [CANCELLED, DEADLINE_EXCEEDED, NOT_FOUND] = [1, 4, 5];
/** It waits to be accepted for longer than we do; and one the engine does not know is none. */
const NOT_ACCEPTED = new Set([CANCELLED, DEADLINE_EXCEEDED, NOT_FOUND]);

type Handle = Pick<WorkflowHandle, 'workflowId'>;

/** Whether the engine can be reached at all: what was never sent does not happen. */
export async function reaches({ temporal }: ApiDeps, deadline: number): Promise<boolean> {
  return temporal
    .withDeadline(deadline, () => temporal.workflowService.getSystemInfo({}))
    .then(
      () => true,
      () => false,
    );
}

/**
 * Whether a request that was not answered in time can have no effect any more. It is past the moment by which it had to
 * be judged: if no task of the chat is under way that began earlier, and the request was not accepted by then, it will
 * be refused.
 */
export async function isOver(deps: ApiDeps, handle: Handle, updateId: string): Promise<boolean> {
  const { temporal } = deps;
  const workflowExecution = { workflowId: handle.workflowId };
  const { namespace } = temporal.options;
  const until = Date.now() + LOOKING_MS;
  try {
    const { pendingWorkflowTask } = await temporal.withDeadline(until, () =>
      temporal.workflowService.describeWorkflowExecution({ namespace, execution: workflowExecution }),
    );
    if (pendingWorkflowTask?.state === TASK_STARTED) return false;
    return !(await isAccepted(deps, handle, updateId, until));
  } catch (error) {
    return isGrpcServiceError(error) && error.code === NOT_FOUND;
  }
}

async function isAccepted({ temporal }: ApiDeps, handle: Handle, updateId: string, until: number): Promise<boolean> {
  const asked = {
    namespace: temporal.options.namespace,
    updateRef: { workflowExecution: { workflowId: handle.workflowId }, updateId },
    waitPolicy: { lifecycleStage: ACCEPTED },
  };
  try {
    const { stage } = await temporal.withDeadline(until, () =>
      temporal.workflowService.pollWorkflowExecutionUpdate(asked),
    );
    return stage >= ACCEPTED;
  } catch (error) {
    if (isGrpcServiceError(error)) return !NOT_ACCEPTED.has(error.code);
    throw error;
  }
}
