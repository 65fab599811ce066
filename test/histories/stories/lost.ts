import { randomUUID } from 'node:crypto';
import { tellChat } from '#activities/telling/tell.ts';
import { pendingInputs } from '#test/integration/workflows/pending.ts';
import { eventually } from '#test/integration/workflows/stage.ts';
import { CHAT_TASK_QUEUE, chatWorkflowId, inputsReceived } from '#workflows/chat/interface.ts';
import type { chatWorkflow } from '#workflows/chat/workflow.ts';
import { newPerson, begin, settled } from './telling.ts';
import type { Stories } from './story.ts';

/** Something is lost on the way, or is told again. */
export const lost: Stories = {
  rolled: async (stage) => {
    const psid = newPerson(stage);
    const clientId = await stage.wrote(psid, 'first');
    const start = { clientId, pageId: stage.page.id, rollAt: 12 };
    const workflowId = chatWorkflowId(clientId);
    await stage.temporal.workflow.start<typeof chatWorkflow>('chatWorkflow', {
      workflowId,
      taskQueue: CHAT_TASK_QUEUE,
      args: [start],
    });
    for (let n = 0; n < 6; n += 1) {
      await settled(stage, clientId);
      await stage.wrote(psid, `more ${n}`);
    }
    await settled(stage, clientId);
    return clientId;
  },
  forgotten: async (stage) => {
    const { clientId, psid } = await begin(stage);
    await stage.handle(clientId).terminate('its data is gone');
    await stage.wrote(psid, 'after');
    await settled(stage, clientId);
    return clientId;
  },
  // Reset to its first task by Temporal's own tool: taken up again, told again what it had been told.
  reset: async (stage) => {
    const { clientId, psid, chatId } = await begin(stage);
    await stage.wrote(psid, 'more');
    await settled(stage, clientId);
    const handle = stage.handle(clientId);
    const [{ runId }, { events }] = await Promise.all([handle.describe(), handle.fetchHistory()]);
    const tasks = (events ?? []).filter(({ workflowTaskCompletedEventAttributes: done }) => done);
    await stage.temporal.workflowService.resetWorkflowExecution({
      namespace: stage.temporal.options.namespace,
      workflowExecution: { workflowId: chatWorkflowId(clientId), runId },
      reason: 'repair',
      requestId: randomUUID(),
      workflowTaskFinishEventId: tasks.at(-1)?.eventId ?? null,
    });
    await stage.answer(chatId, 'answer');
    await settled(stage, clientId);
    return clientId;
  },
  // Its saves build on another past than PostgreSQL's: stale once, then taken up again by a word of the relay's.
  stale: async (stage) => {
    const { clientId, psid } = await begin(stage);
    await stage.database.pool.query(
      `update chat
       set trail = '[{"seq":1,"token":"another","run":"another","final":true,"inputs":[]}]'
       where client_id = $1`,
      [clientId],
    );
    await stage.wrote(psid, 'more');
    await settled(stage, clientId);
    await tellChat(stage.temporal, { clientId, pageId: stage.page.id }, [], { epoch: 0, anew: true });
    await stage.wrote(psid, 'and more');
    await settled(stage, clientId);
    return clientId;
  },
  outage: async (stage) => {
    const { clientId, psid } = await begin(stage);
    await stage.wrote(psid, 'more');
    const { inputs } = await pendingInputs(stage.database.pool, clientId);
    const handle = stage.handle(clientId);
    const untilTried = (times: number) =>
      eventually(async () => ((await handle.describe()).raw.pendingActivities?.[0]?.attempt ?? 0) >= times);
    await stage.database.pool.query('alter table client rename to client_away');
    await handle.signal(inputsReceived, inputs);
    await untilTried(11);
    // Told again after a while, it gives up waiting and tries at once, in vain.
    await handle.signal(inputsReceived, []);
    await eventually(async () =>
      (await handle.fetchHistory()).events?.some((event) => event.activityTaskCanceledEventAttributes),
    );
    await untilTried(2);
    await stage.database.pool.query('alter table client_away rename to client');
    await settled(stage, clientId);
    return clientId;
  },
};
