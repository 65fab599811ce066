import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { updatePage } from '#db/people/pages.ts';
import { publishVersion } from '#db/settings/publish.ts';
import { fastForward } from '#test/ground/clock.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { eventually, openStage, type Stage } from '../stage.ts';

let stage: Stage;
let worker: Awaited<ReturnType<Stage['startWorker']>>;
beforeAll(async () => {
  stage = await openStage();
  worker = await stage.startWorker();
});
afterAll(() => stage?.close());

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
const phone = { phone: '+380671234567' };

test('§1.11 N09 N11: of what was held only what makes sense leaves; a person’s answer goes as before', async () => {
  await publish({ requirePhone: true, requireEmail: true, waitingMessage: { enabled: true, minutes: 10 } });
  const [gives, waits] = [newClient('Світлана'), newClient('Роман')];
  breakPage();
  const given = await begins(gives, 'Добрий день');
  await stage.wrote(gives, 'навіщо?', Date.now() + 1_000);
  await untilHeld(given, 'askPhone', 'phoneNotUnderstood');
  await stage.wrote(gives, '067 123 45 67', Date.now() + 2_000, phone);
  await untilHeld(given, 'askPhone', 'phoneNotUnderstood', 'askEmail');
  const waiting = await begins(waits, 'Є хто?');
  const answer = await stage.answer(waiting, 'Так, слухаю');
  await untilHeld(waiting, 'askPhone', 'text');
  await mend();

  await eventually(async () => (await states(given)).every(({ state }) => !['held', 'queued'].includes(state)));
  expect((await states(given)).map(({ kind, state }) => [kind, state === 'failed' ? 'left out' : 'gone'])).toEqual([
    ['askPhone', 'left out'],
    ['phoneNotUnderstood', 'left out'],
    ['askEmail', 'gone'],
  ]);
  expect(await leftOut(given)).toEqual(['askPhone question_answered', 'phoneNotUnderstood question_answered']);
  await eventually(async () => received(gives).length === 1);
  await eventually(async () => received(waits).length === 1);
  expect(received(waits)).toEqual(['Так, слухаю']);
  expect(await leftOut(waiting)).toEqual(['askPhone person_answered']);
  expect((await states(waiting)).find(({ id }) => id === answer)?.state).not.toBe('failed');
});

test('§1.11: nothing is lost or doubled where the worker dies between the release and the decision', async () => {
  await publish({ waitingMessage: { enabled: true, minutes: 10 } });
  const psid = newClient('Галина');
  breakPage();
  const chatId = await begins(psid, 'Коли відкриєтесь?');
  const [{ client_id: clientId }] = await query('select client_id from chat where id = $1', chatId);
  await fastForward(stage.temporal, stage.handle(clientId), 11 * 60_000);
  await untilHeld(chatId, 'waiting');
  await worker.stop();
  await mend();
  expect(await query('select state, decided from message where chat_id = $1 and kind = $2', chatId, 'waiting')).toEqual(
    [{ state: 'queued', decided: false }],
  );
  // Told twice, as after a crash of the relay: it is decided about once.
  await query('update chat_input set relayed_at = null where client_id = $1 and decided_at is null', clientId);
  await query('update client set inbox_rev = inbox_rev + 1 where id = $1', clientId);
  await stage.relay();
  worker = await stage.startWorker();
  await eventually(async () => received(psid).length === 1);
  const pending = 'select 1 from chat_input where client_id = $1 and decided_at is null';
  await eventually(async () => (await query(pending, clientId)).length === 0);
  expect(received(psid)).toHaveLength(1);
});

test('§1.11: a page that breaks again holds what its chat let go, and its chat judges once more', async () => {
  await publish({ requirePhone: true });
  const psid = newClient('Ілля');
  breakPage();
  const chatId = await begins(psid, 'Вітаю');
  await untilHeld(chatId, 'askPhone');
  await mend(false);
  await query(`update page set health = 'reconnect', health_reason = 'token_broken' where id = $1`, stage.page.id);
  await untilHeld(chatId, 'askPhone');
  await stage.wrote(psid, '067 123 45 67', Date.now() + 1_000, phone);
  await untilHeld(chatId, 'askPhone', 'contactThanks');
  await mend();
  await eventually(async () => received(psid).length === 1);
  expect((await states(chatId)).map(({ kind, state }) => [kind, state === 'failed'])).toEqual([
    ['askPhone', true],
    ['contactThanks', false],
  ]);
});

function newClient(firstName: string): string {
  return stage.messenger.createClient({ firstName }).psids[stage.page.facebookId] ?? '';
}

const publish = (settings: SettingsPatch) =>
  publishVersion(
    stage.database.pool,
    { pageId: stage.page.id, authorId: null, comment: '', restores: null },
    () => settings,
  );

const breakPage = () => stage.messenger.setPage(stage.page.facebookId, { tokenError: { subcode: 460 } });

/** A new token; `relays`: the chats are told. */
async function mend(relays = true): Promise<void> {
  stage.messenger.setPage(stage.page.facebookId, { tokenError: null });
  const sealedToken = stage.keyring.seal('EAAB-demo-dim-i-svitlo', tokenPlace(stage.page.facebookId));
  await updatePage(stage.database.pool, stage.page.id, { sealedToken });
  if (relays) await stage.relay();
}

/** The client's first word; their chat. */
async function begins(psid: string, text: string): Promise<string> {
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text });
  const clientId = await stage.wrote(psid, text);
  const [chat] = await eventually(async () => {
    await stage.relay();
    const rows = await query('select id from chat where client_id = $1 and seq > 0', clientId);
    return rows.length > 0 && rows;
  });
  return chat.id;
}

async function untilHeld(chatId: string, ...kinds: string[]): Promise<void> {
  await eventually(async () => {
    await stage.relay();
    const found = await query(
      `select kind from message where chat_id = $1 and direction = 'out' and state = 'held' order by seq`,
      chatId,
    );
    return JSON.stringify(found.map(({ kind }) => kind)) === JSON.stringify(kinds);
  });
}

async function states(chatId: string): Promise<{ id: string; kind: string; state: string }[]> {
  const sql = `select id, kind, state from message where chat_id = $1 and direction = 'out' order by seq`;
  return query(sql, chatId);
}

async function leftOut(chatId: string): Promise<string[]> {
  const sql = `select reason from timeline where chat_id = $1 and kind = 'not_said' order by seq, n`;
  return (await query(sql, chatId)).map(({ reason }) => `${reason.template} ${reason.code}`);
}

function received(psid: string): string[] {
  const { messages } = stage.messenger.thread({ page: stage.page.facebookId, psid });
  return messages.filter(({ from }) => from === 'page').map(({ text }) => text ?? '');
}
