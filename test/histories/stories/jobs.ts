import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { insertBulk } from '#db/bulk/write.ts';
import { insertExport } from '#db/exports/ask.ts';
import { putObject } from '#db/files/objects.ts';
import { insertImport, setState } from '#db/imports/write.ts';
import type { Stage } from '#test/integration/workflows/stage.ts';
import { bulkWorkflowId } from '#workflows/bulk/interface.ts';
import type { bulkWorkflow } from '#workflows/bulk/workflow.ts';
import { pageOf } from '#test/integration/workflows/page/page-stage.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { exportWorkflowId } from '#workflows/exporting/interface.ts';
import type { exportWorkflow } from '#workflows/exporting/workflow.ts';
import { wantLead } from '#db/leads/requests.ts';
import { askTask, listTasksUnderWay } from '#db/neighbour/tasks.ts';
import { neighbourWorkflowId } from '#workflows/neighbour/interface.ts';
import type { neighbourWorkflow } from '#workflows/neighbour/workflow.ts';
import { leadWorkflowId } from '#workflows/leads/interface.ts';
import type { leadWorkflow } from '#workflows/leads/workflow.ts';
import { importWorkflowId } from '#workflows/importing/interface.ts';
import type { importWorkflow } from '#workflows/importing/workflow.ts';
import { sendingWorkflowId } from '#workflows/sending/interface.ts';
import type { documentWorkflow } from '#workflows/sending/workflow.ts';
import type { Jobs } from './story.ts';
import { begin, newPerson } from './telling.ts';

/** What people have done in the background, and what belongs to no one chat. */
export const jobs: Jobs = {
  // More than one lot: clients who talk, one whose words the engine has not heard, and a chat that is not there.
  bulk: async (stage) => {
    const clients: string[] = [];
    for (let n = 0; n < 18; n += 1) clients.push((await begin(stage)).clientId);
    const unheard = await stage.wrote(newPerson(stage), 'unheard');
    const numbers = await numbersOf(stage, [...clients, unheard]);
    return bulk(stage, [...numbers, Math.max(...numbers) + 1_000]);
  },
  // Nobody can be asked at first, so that it waits.
  'bulk-waiting': async (stage) =>
    bulk(stage, await numbersOf(stage, [await stage.wrote(newPerson(stage), 'unheard')])),
  export: async (stage) => {
    await begin(stage);
    const asked = { kind: 'chats', format: 'csv', language: 'uk', timeZone: 'Europe/Kyiv', seesAll: true } as const;
    const filter = { status: [], pageId: null, operatorId: null, q: '', from: null, to: null };
    const exportId = await insertExport(stage.database.pool, {
      ...asked,
      employeeId: stage.olena,
      filter: { ...filter, sort: 'number', order: 'asc' },
      chatNumber: null,
      address: null,
    });
    const workflowId = exportWorkflowId(exportId ?? '');
    await stage.temporal.workflow.execute<typeof exportWorkflow>('exportWorkflow', {
      workflowId,
      taskQueue: CHAT_TASK_QUEUE,
      args: [{ exportId: exportId ?? '' }],
    });
    return workflowId;
  },
  // Made, linked and told.
  lead: async (stage) => {
    const { chatId } = await begin(stage);
    await wantLead(stage.database.pool, chatId, { kind: 'want_lead', rule: 'each', sourceId: null, at: 0 });
    const workflowId = leadWorkflowId(chatId);
    await stage.temporal.workflow.execute<typeof leadWorkflow>('leadWorkflow', {
      workflowId,
      taskQueue: CHAT_TASK_QUEUE,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ chatId }],
    });
    return workflowId;
  },
  // Asked of another CRM that is off by then: made here, linked and told.
  neighbour: async (stage) => {
    const { pool } = stage.database;
    const { chatId } = await begin(stage);
    const lead = { name: 'Шафа', sourceId: null, note: '', phone: null, email: null, amount: null };
    await askTask(pool, chatId, stage.olena, chatId, { kind: 'lead', asked: lead });
    const [taskId = ''] = await listTasksUnderWay(pool);
    const workflowId = neighbourWorkflowId(taskId);
    await stage.temporal.workflow.execute<typeof neighbourWorkflow>('neighbourWorkflow', {
      workflowId,
      taskQueue: CHAT_TASK_QUEUE,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ taskId }],
    });
    return workflowId;
  },
  // Looked at twice: well at first, then Meta has unsubscribed it.
  page: async (stage) => {
    const page = pageOf(stage);
    await page.untilCode('token', 'good');
    stage.messenger.setPage(stage.page.facebookId, { subscribedFields: [] });
    await page.untilCode('subscription', 'put_back');
    return page.handle.workflowId;
  },
  // A table that is read and checked, and, in a run of its own, brought in.
  import: async (stage) => {
    const { pool } = stage.database;
    const content = Buffer.from('ПІБ;Телефон\nМарія;0671230001\n');
    const importId = await insertImport(pool, {
      employeeId: stage.olena,
      name: 'клієнти.csv',
      format: 'csv',
      size: content.length,
      sha256: '',
      objectKey: await putObject(pool, stage.store, Readable.from([content]), content.length),
      layout: { encoding: null, delimiter: null, sheet: null, sheets: [], heads: [], columns: [] },
    });
    await runImport(stage, importId);
    await setState(pool, importId, 'running');
    return runImport(stage, importId);
  },
  // What was asked is gone by then: each step is done, and nothing comes of it.
  document: async (stage) => {
    const sendingId = randomUUID();
    const workflowId = sendingWorkflowId(sendingId);
    await stage.temporal.workflow.execute<typeof documentWorkflow>('documentWorkflow', {
      workflowId,
      taskQueue: CHAT_TASK_QUEUE,
      args: [{ sendingId }],
    });
    return workflowId;
  },
};

async function runImport(stage: Stage, importId: string): Promise<string> {
  const workflowId = importWorkflowId(importId);
  await stage.temporal.workflow.execute<typeof importWorkflow>('importWorkflow', {
    workflowId,
    taskQueue: CHAT_TASK_QUEUE,
    args: [{ importId }],
  });
  return workflowId;
}

async function bulk(stage: Stage, numbers: number[]): Promise<string> {
  const asked = { action: 'finish', employeeId: stage.olena, targetId: null } as const;
  const bulkId = await insertBulk(stage.database.pool, { ...asked, numbers, unknown: [] });
  const workflowId = bulkWorkflowId(bulkId);
  await stage.temporal.workflow.execute<typeof bulkWorkflow>('bulkWorkflow', {
    workflowId,
    taskQueue: CHAT_TASK_QUEUE,
    args: [{ bulkId }],
  });
  return workflowId;
}

async function numbersOf(stage: Stage, clientIds: string[]): Promise<number[]> {
  const { rows } = await stage.database.pool.query<{ number: number }>(
    'select number from chat where client_id = any($1::uuid[]) order by number',
    [clientIds],
  );
  return rows.map(({ number }) => number);
}
