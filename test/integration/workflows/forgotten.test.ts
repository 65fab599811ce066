import { expect, test } from 'vitest';
import { EngineHealth } from '#platform/engine-health.ts';
import { tellOpenChats } from '#api/upkeep/tell-open-chats.ts';
import { markRelayed, pendingInputs } from '#test/integration/workflows/pending.ts';
import { publishVersion } from '#db/settings/publish.ts';
import { createLogger } from '#platform/log.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { eventually, newPsid } from './stage.ts';
import { stage, query, allDecided, setUpRoll } from './roll-stage.ts';

setUpRoll();

const relayed = () => ({
  pool: stage.database.pool,
  temporal: stage.temporal,
  log: createLogger('test', 'silent'),
  health: new EngineHealth(),
});

test('X06: a chat the engine forgot goes on from what PostgreSQL keeps, sends nothing again', async () => {
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
