import { expect, test } from 'vitest';
import { whoWaits } from '../support/lock.ts';
import { tellChat } from '#activities/telling/tell.ts';
import { markRelayed, pendingInputs } from '#test/integration/workflows/pending.ts';
import { CHAT_TASK_QUEUE, type ChatStart, chatWorkflowId } from '#workflows/chat/interface.ts';
import type { chatWorkflow } from '#workflows/chat/workflow.ts';
import { eventually, newPsid } from './stage.ts';
import { stage, query, allDecided, setUpRoll } from './roll-stage.ts';

setUpRoll();

const isRunning = ({ status }: { status: { name: string } }): boolean => status.name === 'RUNNING';

async function begin(clientId: string, limit: Pick<ChatStart, 'rollAt' | 'restAt'>): Promise<void> {
  await stage.temporal.workflow.start<typeof chatWorkflow>('chatWorkflow', {
    workflowId: chatWorkflowId(clientId),
    taskQueue: CHAT_TASK_QUEUE,
    args: [{ clientId, pageId: stage.page.id, ...limit }],
  });
}

async function runsOf(clientId: string) {
  const found = [];
  for await (const run of stage.temporal.workflow.list({ query: `WorkflowId = '${chatWorkflowId(clientId)}'` }))
    found.push(run);
  return found;
}

async function tellAgain(clientId: string): Promise<void> {
  const { inputs } = await pendingInputs(stage.database.pool, clientId);
  const told = { clientId, pageId: stage.page.id };
  await tellChat(stage.temporal, told, inputs);
  await tellChat(stage.temporal, told, inputs);
  await markRelayed(stage.database.pool, inputs);
}

test('a busy chat rolls over in the middle of its inputs and loses, doubles and reorders none', async () => {
  const psid = newPsid();
  const clientId = await stage.wrote(psid, '0');
  await begin(clientId, { rollAt: 10 });
  for (let n = 1; n <= 60; n += 1) {
    await stage.wrote(psid, String(n));
    if (n % 3 === 0) await stage.relay();
    // A copy now and then: the relay says again what it is not sure of.
    if (n % 10 === 0) await tellAgain(clientId);
    if (n % 15 === 0) await allDecided(clientId);
  }
  await stage.relay();
  await allDecided(clientId);
  const runs = await eventually(async () => {
    const found = await runsOf(clientId);
    // What the engine lists lags behind what runs.
    return found.length >= 3 && found.filter(isRunning).length === 1 && found;
  });
  const [chat] = await query(
    `select seq, unread, (select count(*)::int from timeline where chat_id = chat.id) as entries from chat
       where client_id = $1`,
    clientId,
  );
  expect(runs.filter(isRunning)).toHaveLength(1);
  expect(chat).toMatchObject({ unread: 61, entries: 1 });
  expect(await query('select 1 from message where client_id = $1 and decided', clientId)).toHaveLength(61);
});

test('a chat that has nothing to decide rolls over after so many events, the next ones do as well', async () => {
  const psid = newPsid();
  const clientId = await stage.wrote(psid, '0');
  await begin(clientId, { restAt: 12 });
  for (let n = 1; n <= 8; n += 1) {
    await stage.wrote(psid, String(n));
    await stage.relay();
    await allDecided(clientId);
  }
  await eventually(async () => (await runsOf(clientId)).length >= 3);
  const [chat] = await query('select unread from chat where client_id = $1', clientId);
  expect(chat).toEqual({ unread: 9 });
  expect(await query('select 1 from message where client_id = $1 and decided', clientId)).toHaveLength(9);
});

test('what a chat is told while its end is being kept is decided by the next one, not told again', async () => {
  const psid = newPsid();
  const clientId = await stage.wrote(psid, 'first');
  await allDecided(clientId);
  const [{ id: chatId }] = await query('select id from chat where client_id = $1', clientId);
  const holder = await stage.database.pool.connect();
  await stage.wrote(psid, 'in the last moment');
  await holder.query('begin');
  await holder.query('select 1 from client where id = $1 for update', [clientId]);
  const finished = stage.finish(clientId, chatId);
  await eventually(async () => (await whoWaits(stage.database.pool, 'select from client%'))[0]);
  const { inputs, telling } = await pendingInputs(stage.database.pool, clientId);
  await tellChat(stage.temporal, { clientId, pageId: stage.page.id }, inputs, telling);
  await markRelayed(stage.database.pool, inputs);
  await holder.query('commit');
  holder.release();
  await finished;
  await eventually(
    async () => (await query(`select 1 from message where client_id = $1 and not decided`, clientId)).length === 0,
  );
  expect(await query('select status from chat where client_id = $1 order by number', clientId)).toEqual([
    { status: 'finished' },
    { status: 'new' },
  ]);
});

test('what is told again after the end opens no chat', async () => {
  const psid = newPsid();
  const clientId = await stage.wrote(psid, 'hello');
  const { inputs } = await pendingInputs(stage.database.pool, clientId);
  await stage.relay();
  await allDecided(clientId);
  const [chat] = await query('select * from chat where client_id = $1', clientId);
  await stage.finish(clientId, chat.id);
  const ended = async () => (await stage.handle(clientId).describe()).status.name === 'COMPLETED';
  await eventually(ended);
  await tellChat(stage.temporal, { clientId, pageId: stage.page.id }, inputs);
  await eventually(ended);
  expect(await query('select status from chat where client_id = $1', clientId)).toEqual([{ status: 'finished' }]);
  await stage.wrote(psid, 'again');
  await stage.relay();
  await allDecided(clientId);
  expect(await query('select status from chat where client_id = $1 order by number', clientId)).toEqual([
    { status: 'finished' },
    { status: 'new' },
  ]);
});
