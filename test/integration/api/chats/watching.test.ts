import { expect, inject, test } from 'vitest';
import { openTemporal } from '#platform/temporal.ts';
import { keyNamed } from '#test/ground/before.ts';
import { keysOfNobody } from '#test/ground/keys.ts';
import { CHAT_TASK_QUEUE, chatWorkflowId } from '#workflows/chat/interface.ts';
import { createApi } from '#test/integration/support/api.ts';
import { readChat } from '#test/integration/support/chat.ts';
import { openDoor } from '#test/integration/support/engine-door.ts';
import { createNamespace } from '#test/integration/support/namespace.ts';
import { until } from '#test/integration/support/until.ts';
import { api, engine, olena, query, writes, recoveries, setUpWatching } from './watching-stage.ts';
import { insist } from '#test/integration/support/insist.ts';

setUpWatching();

const standing = (clientId: string) => engine.workflow.getHandle(chatWorkflowId(clientId)).describe();
const runs = async (clientId: string) => (await standing(clientId)).status.name === 'RUNNING';

const terminate = (clientId: string) => engine.workflow.getHandle(chatWorkflowId(clientId)).terminate('by hand');

const present = async (kind: string, ref: string) =>
  (await query('select 1 from trouble where kind = $1 and ref = $2 and ended_at is null', kind, ref)).length === 1;

test('I10b: over the API: a chat whose workflow was terminated by hand can be finished at once', async () => {
  const chat = await writes();
  await terminate(chat.clientId);
  expect(
    (await insist(() => olena.put(`/api/chats/${chat.number}/status`, { status: 'finished' }), 'CHAT_FINISHED')).status,
  ).toBe(200);
  expect((await readChat(olena, chat.number)).status).toBe('finished');
});

test('I10c: what was asked of a terminated chat that is finished already starts no workflow', async () => {
  const chat = await writes();
  expect(
    (await insist(() => olena.put(`/api/chats/${chat.number}/status`, { status: 'finished' }), 'CHAT_FINISHED')).status,
  ).toBe(200);
  await until('the end of its workflow', async () => !(await runs(chat.clientId)));
  const { runId } = await standing(chat.clientId);
  expect((await insist(() => olena.put(`/api/chats/${chat.number}/operators/me`))).status).toBe(409);
  expect(await standing(chat.clientId)).toMatchObject({ runId, status: { name: 'COMPLETED' } });
});

test('I10d: a chat whose workflow was terminated by hand, of which nobody asks, gets one again by itself', async () => {
  const chat = await writes();
  await terminate(chat.clientId);
  await until('its workflow', () => runs(chat.clientId));
  await until('its timeline', async () => (await recoveries(chat.number)).length === 1);
  expect(await recoveries(chat.number)).toEqual(['engine_forgot']);
  const told = `select 1 from trouble where kind = 'chat_without_workflow' and ref = $1 and reason = 'started'`;
  await until('the news of it', async () => (await query(told, chat.id)).length === 1);
});

// Side by side: both wait for what the engine and the watchers do in their own time.
test.concurrent('Y20: a workflow that cannot go on, and what it holds back, are shown until it can', async () => {
  const chat = await writes();
  const stranger = openTemporal(api.settings.temporal, keysOfNobody(keyNamed('other')));
  // Nobody here can read how it begins.
  await stranger.workflow.start('chatWorkflow', {
    workflowId: chatWorkflowId(chat.clientId),
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    taskQueue: CHAT_TASK_QUEUE,
    args: [{ clientId: chat.clientId, pageId: api.pages.dim.id }],
  });
  await stranger.connection.close();
  chat.more('Ви ще тут?');
  const held = 'update chat_input set created_at = $2 where client_id = $1 and decided_at is null returning id';
  await until('what it holds back', async () => (await query(held, chat.clientId, new Date(Date.now() - 660_000)))[0]);
  await until('the news of what is held back', () => present('input_undecided', chat.id));
  await until('the news of the workflow', () => present('workflow_failing', chat.id));
  await terminate(chat.clientId);
  const isOver = async (kind: string) => !(await present(kind, chat.id));
  await until('the end of what was held back', () => isOver('input_undecided'));
  await until('the end of the failures', () => isOver('workflow_failing'));
  expect((await readChat(olena, chat.number)).unread).toBe(2);
});

test.concurrent('Y20: an engine that is connected and fails each call is missing, and told of till then', async () => {
  const door = await openDoor(inject('temporalAddress'));
  const other = await createApi({ temporal: { address: door.address, namespace: await createNamespace() } });
  const health = async () => (await fetch(`${other.url}/health/ready`)).json();
  const isTold = async () =>
    (await other.database.pool.query(`select 1 from trouble where kind = 'engine_away' and ended_at is null`)).rowCount;
  try {
    await until('a healthy engine', async () => (await health()).degraded === false);
    door.isBroken = true;
    await until('that it is missing', async () => (await health()).degraded);
    expect(await health()).toEqual({ ready: true, degraded: true, missing: ['temporal'] });
    await until('that it is told', isTold);
    door.isBroken = false;
    await until('a healthy engine', async () => (await health()).degraded === false);
    await until('that it is over', async () => (await isTold()) === 0);
  } finally {
    await other.stop();
    await door.close();
  }
});
