import { randomUUID } from 'node:crypto';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { judgePast, judgeRecovered, type Past, readPast } from '../../rig/past.ts';
import type { Rig } from '../../rig/rig.ts';
import { untilOpen, withoutNewest } from './i10.ts';
import type { Row } from '../row.ts';

const pasts = new WeakMap<Rig, Past>();

export const i7: Row = {
  id: 'I7',
  title: 'every workflow is reset by Temporal’s own tool, from its first task or one in its middle: each chat goes on',
  traffic: 'load',
  inject: async (rig) => {
    const clients = await untilOpen(rig);
    pasts.set(rig, await readPast(rig));
    for (const id of clients) await reset(rig, id);
    rig.liftedAt = Date.now();
  },
  check: async (rig) => [
    ...(await judgePast(rig, withoutNewest(pasts.get(rig) ?? new Map()))),
    ...(await judgeRecovered(rig, ['engine_reset'])),
  ],
};

async function reset(rig: Rig, clientId: string): Promise<void> {
  const { engine } = rig.stack;
  const workflowId = chatWorkflowId(clientId);
  const handle = engine.workflow.getHandle(workflowId);
  const [{ runId }, { events }] = await Promise.all([handle.describe(), handle.fetchHistory()]);
  const tasks = (events ?? []).filter(({ workflowTaskCompletedEventAttributes: done }) => done);
  const task = tasks[Math.floor(rig.random() * tasks.length)];
  if (!task) return;
  await engine.workflowService.resetWorkflowExecution({
    namespace: engine.options.namespace,
    workflowExecution: { workflowId, runId },
    reason: 'repair',
    requestId: randomUUID(),
    workflowTaskFinishEventId: task.eventId ?? null,
  });
}
