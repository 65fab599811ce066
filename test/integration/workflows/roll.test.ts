import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellChat } from '#api/relay/tell.ts';
import { EngineHealth } from '#api/engine/health.ts';
import { tellOpenChats } from '#api/relay/stores.ts';
import { markRelayed, pendingInputs } from '#db/inbox/inputs.ts';
import { publishVersion } from '#db/settings/publish.ts';
import { createLogger } from '#platform/log.ts';
import { CHAT_TASK_QUEUE, chatWorkflowId } from '#workflows/chat/messages.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import type { chatWorkflow } from '#workflows/chat/workflow.ts';
import { eventually, newPsid, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.startWorker();
});
afterAll(() => stage?.close());

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
/** Relays again what the engine did not take at once, as the loop does. */
const allDecided = (clientId: string) =>
  eventually(async () => {
    await stage.relay();
    return (await query('select 1 from chat_input where client_id = $1 and decided_at is null', clientId)).length === 0;
  });

test('a busy chat rolls over in the middle of its inputs and loses, doubles and reorders none', async () => {
  const psid = newPsid();
  const clientId = await stage.wrote(psid, '0');
  await stage.temporal.workflow.start<typeof chatWorkflow>('chatWorkflow', {
    workflowId: chatWorkflowId(clientId),
    taskQueue: CHAT_TASK_QUEUE,
    args: [{ clientId, pageId: stage.page.id, rollAt: 10 }],
  });
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
    const found = [];
    for await (const run of stage.temporal.workflow.list({ query: `WorkflowId = '${chatWorkflowId(clientId)}'` }))
      found.push(run);
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

test('what a chat is told while its end is being kept is decided by the next one, and needs nobody to tell it again', async () => {
  const psid = newPsid();
  const clientId = await stage.wrote(psid, 'first');
  await allDecided(clientId);
  const [{ id: chatId }] = await query('select id from chat where client_id = $1', clientId);
  const holder = await stage.database.pool.connect();
  await stage.wrote(psid, 'in the last moment');
  await holder.query('begin');
  await holder.query('select 1 from client where id = $1 for update', [clientId]);
  const finished = stage.finish(clientId, chatId);
  await eventually(
    async () =>
      (
        await query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
             and query like 'select page_id from client%'`,
        )
      )[0],
  );
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

const relayed = () => ({
  pool: stage.database.pool,
  temporal: stage.temporal,
  log: createLogger('test', 'silent'),
  health: new EngineHealth(),
});

const isRunning = ({ status }: { status: { name: string } }): boolean => status.name === 'RUNNING';

async function tellAgain(clientId: string): Promise<void> {
  const { inputs } = await pendingInputs(stage.database.pool, clientId);
  const told = { clientId, pageId: stage.page.id };
  await tellChat(stage.temporal, told, inputs);
  await tellChat(stage.temporal, told, inputs);
  await markRelayed(stage.database.pool, inputs);
}

test('X06: a chat the engine forgot goes on from what PostgreSQL keeps, with its deadline, and sends nothing again', async () => {
  const { psids } = stage.messenger.createClient({ firstName: 'Оксана' });
  const psid = psids[stage.page.facebookId] ?? '';
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'before' });
  const clientId = await stage.wrote(psid, 'before');
  await stage.relay();
  await allDecided(clientId);
  const [before] = await query('select * from chat where client_id = $1', clientId);
  const answer = await stage.answer(before.id, 'answered before');
  await stage.relay();
  await eventually(
    async () =>
      (await query(`select 1 from message where id = $1 and state in ('sent', 'delivered')`, answer)).length > 0,
  );
  await stage.handle(clientId).terminate('its data is gone');

  await tellOpenChats(relayed(), 0);
  const state = await eventually(() => stage.handle(clientId).query('getChat'));
  expect(state).toMatchObject({
    chatId: before.id,
    status: 'answered',
    window: { until: before.window_until.getTime() },
  });
  await eventually(
    async () =>
      (await query(`select 1 from timeline where chat_id = $1 and kind = 'recovered'`, before.id)).length === 1,
  );
  await stage.wrote(psid, 'after');
  await stage.relay();
  await allDecided(clientId);
  expect(await query('select number, status from chat where client_id = $1', clientId)).toEqual([
    { number: before.number, status: 'in_progress' },
  ]);
  expect(stage.messenger.sends().filter(({ metadata }) => metadata === answer)).toHaveLength(1);
});

test('X06: what a lost engine had been told comes before what is told to the new one', async () => {
  // Somebody whom Meta knows: an answer that cannot arrive would be taken back.
  const psid = stage.messenger.createClient({ firstName: 'Ганна' }).psids[stage.page.facebookId] ?? '';
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'before' });
  const clientId = await stage.wrote(psid, 'before');
  await stage.relay();
  await allDecided(clientId);
  const [chat] = await query('select * from chat where client_id = $1', clientId);
  await stage.handle(clientId).terminate('its data is gone');
  await stage.wrote(psid, 'told to the engine that is gone');
  const { inputs } = await pendingInputs(stage.database.pool, clientId);
  await markRelayed(stage.database.pool, inputs);
  await stage.answer(chat.id, 'an answer to both');
  await stage.relay();
  await allDecided(clientId);
  expect(await query('select status, unread, waiting_since from chat where client_id = $1', clientId)).toEqual([
    { status: 'answered', unread: 0, waiting_since: null },
  ]);
});

test('F18: settings published while no run was there to hear of them are followed by the next one', async () => {
  const publish = (settings: SettingsPatch) =>
    publishVersion(
      stage.database.pool,
      { pageId: stage.page.id, authorId: null, comment: '', restores: null },
      () => settings,
    );
  await publish({ requirePhone: true });
  const psid = newPsid();
  const clientId = await stage.wrote(psid, 'before');
  await stage.relay();
  await allDecided(clientId);
  const phase = async () => (await query('select phase from chat where client_id = $1', clientId))[0].phase;
  expect(await phase()).toBe('collecting_phone');
  await stage.handle(clientId).terminate('its data is gone');
  await publish({ requirePhone: false });
  await tellOpenChats(relayed(), 0);
  await eventually(async () => (await phase()) === 'open');
  const [entry] = await query(
    `select t.reason from timeline t join chat c on c.id = t.chat_id where c.client_id = $1 and t.kind = 'contact'`,
    clientId,
  );
  expect(entry.reason).toMatchObject({ code: 'not_required' });
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
