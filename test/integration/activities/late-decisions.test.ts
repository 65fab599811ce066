import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { newPsid } from '#test/integration/workflows/stage.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import { said } from '../support/saving.ts';
import { stage, query, save, savingFor, timelineOf, setUpSaving } from './saving-stage.ts';

setUpSaving();

/** As builds of today save: with what it builds on. */
const ofToday = (saving: Saving, run: string): Saving => ({
  ...saving,
  lineage: { run, after: null, reset: false, final: false },
});

const hours = { timeZone: 'Europe/Kyiv', week: { mon: 5 }, exceptions: [] };
const templates = {
  askPhone: { uk: 'Ваш номер?' },
  waiting: { uk: '{{working_hours}}' },
  finished: { uk: ' ', en: '' },
};

test('Y21: a text that cannot be written is left out with its reason; the decision is kept and told', async () => {
  const clientId = await stage.wrote(newPsid(), 'hello');
  const saving = await savingFor(clientId, randomUUID(), 1);
  const at = Date.now();
  const say = (template: 'askPhone' | 'waiting' | 'finished') => ({ kind: 'say' as const, template, key: '1', at });
  const publish = (version: number, settings: object) =>
    query(
      `insert into settings_version (page_id, scope, version, settings) values ($1::uuid, $1::uuid::text, $2, $3)`,
      stage.page.id,
      version,
      JSON.stringify(settings),
    );
  await publish(1, { workingHours: hours, templates });
  const says = ['askPhone', 'waiting', 'finished'] as const;
  const spoken = {
    ...saving,
    commands: says.map(say),
    decisions: [...saving.decisions, ...says.map((name) => said(name, at))],
  };
  const { chatId } = await save(spoken);
  const codes = (await timelineOf(chatId)).map(({ kind, reason }) => `${kind} ${reason.code}`);
  expect(codes).toEqual(['opened message', 'not_said not_written', 'not_said not_written', 'not_said no_text']);
  const put = () => query(`select kind from message where chat_id = $1 and via = 'automatic' order by kind`, chatId);
  const troubles = () =>
    query(`select ref, reason from trouble where kind = 'message_put_aside' and ended_at is null order by ref`);
  expect(await put()).toEqual([]);
  expect((await troubles()).map(({ ref }) => ref)).toEqual(says.toSorted().map((name) => `${stage.page.id}/${name}`));

  await publish(2, { workingHours: null, templates });
  await save({ ...spoken, chat: spoken.chat && { ...spoken.chat, seq: 2 } });
  expect(await put()).toEqual([{ kind: 'askPhone' }]);
  expect(await troubles()).toEqual([
    { ref: `${stage.page.id}/finished`, reason: 'no_text' },
    { ref: `${stage.page.id}/waiting`, reason: 'no_text' },
  ]);
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', '__proto___UA'])(
  'Y21: a client whose locale is %s gets the page’s language',
  async (locale) => {
    const clientId = await stage.wrote(newPsid(), 'hello');
    await query('update client set locale = $2 where id = $1', clientId, locale);
    const saving = await savingFor(clientId, randomUUID(), 1);
    const say = { kind: 'say' as const, template: 'askPhone' as const, key: '1', at: Date.now() };
    const { chatId } = await save({ ...saving, commands: [say] });
    const written = await query(`select language from message where chat_id = $1 and via = 'automatic'`, chatId);
    expect(written).toEqual([{ language: 'uk' }]);
  },
);

test('an older decision changes nothing, and an older moment of contact neither', async () => {
  const psid = newPsid();
  const clientId = await stage.wrote(psid, 'one');
  const first = await savingFor(clientId, randomUUID(), 1);
  const { chatId } = await save(first);
  await stage.wrote(psid, 'two');
  const [{ last_contact_at: newest }] = await query('select last_contact_at from chat where id = $1', chatId);
  const later = first.chat && { ...first.chat, seq: 2, status: 'in_progress' as const, lastContactAt: 1 };
  await save({ ...first, chat: later, inputs: [], messages: [], decisions: [] });
  // A straggler of the first, which heard as much as the second.
  await save({ ...first, carried: { chat: first.chat, seen: [...first.carried.seen, 1e9] } });
  expect(await query('select status, seq, last_contact_at from chat where id = $1', chatId)).toEqual([
    { status: 'in_progress', seq: 2, last_contact_at: newest },
  ]);
});

test('who seeks nobody any more waits for nobody, and who was answered has taken no step', async () => {
  const clientId = await stage.wrote(newPsid(), 'hello');
  const saving = await savingFor(clientId, randomUUID(), 1);
  const { chat } = saving;
  if (!chat) throw new Error('no chat');
  const at = Date.now();
  const seek = { kind: 'seek_operator' as const, ask: 1, as: 'first' as const, since: at, target: null, tried: [] };
  const wanted = { ask: 1, as: 'first' as const, since: at, target: null };
  const ladder = { waits: at, steps: 2, at };
  const { chatId } = await save({ ...saving, chat: { ...chat, wanted, ladder }, commands: [seek] });
  const standing = () =>
    query(
      `select rung, (select count(*)::int from waiting_room w where w.chat_id = c.id) as waits from chat c
         where id = $1`,
      chatId,
    );
  expect(await standing()).toEqual([{ rung: 2, waits: 1 }]);
  await save({ ...saving, chat: { ...chat, seq: 2, ladder, waitingSince: null }, inputs: [], messages: [] });
  expect(await standing()).toEqual([{ rung: 0, waits: 0 }]);
});

test('what another client was told is nothing a decision may have decided about', async () => {
  const [own, other] = [await stage.wrote(newPsid(), 'own'), await stage.wrote(newPsid(), 'another’s')];
  const run = randomUUID();
  const saving = ofToday(await savingFor(own, run, 1), run);
  const { inputs, messages } = await savingFor(other, run, 1);
  expect(await save({ ...saving, inputs, messages })).toMatchObject({ stale: 'database_restored' });
  expect(await save(saving)).not.toHaveProperty('stale');
});

test('where no chat has decided anything yet, it may be said that none is open', async () => {
  const clientId = await stage.wrote(newPsid(), 'hello');
  const run = randomUUID();
  const first = ofToday(await savingFor(clientId, run, 1), run);
  const none = { ...first, chat: null, decisions: [], inputs: [], messages: [] };
  expect(await save(none)).not.toHaveProperty('stale');
  await save(first);
  expect(await save(none)).toMatchObject({ stale: 'engine_restored' });
});

test('a late release changes nothing about an answer that has left; behind a restricted page all is held', async () => {
  const clientId = await stage.wrote(newPsid(), 'hello');
  const saving = await savingFor(clientId, randomUUID(), 1);
  const { chatId } = await save(saving);
  const left = await stage.answer(chatId ?? '', 'has left');
  await query(`update message set state = 'sent' where id = $1`, left);
  await query(`update page set health = 'restricted' where id = $1`, stage.page.id);
  const say = { kind: 'say' as const, template: 'askPhone' as const, key: '1', at: Date.now() };
  const commands = [{ kind: 'release' as const, messageId: left }, say];
  const next = await savingFor(clientId, saving.chat?.openedBy ?? '', 2);
  await save({ ...next, commands, decisions: [] });
  await query(`update page set health = 'ok' where id = $1`, stage.page.id);
  const out = `select state, reason_code as reason from message where chat_id = $1 and direction = 'out' order by seq`;
  expect(await query(out, chatId)).toEqual([
    { state: 'sent', reason: null },
    { state: 'held', reason: 'page_restricted' },
  ]);
});
