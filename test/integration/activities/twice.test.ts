import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { newPsid } from '#test/integration/workflows/stage.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import { finished, said } from '../support/saving.ts';
import { stage, activities, environment, query, save, savingFor, timelineOf, setUpSaving } from './saving-stage.ts';

setUpSaving();

test('F31: a decision that is saved twice stands there once', async () => {
  const clientId = await stage.wrote(newPsid(), 'hello');
  const saving = await savingFor(clientId, randomUUID(), 1);
  const first = await save(saving);
  const [before] = await query('select status, seq, unread from chat where client_id = $1', clientId);
  expect(await save(saving)).toEqual(first);
  expect(await query('select status, seq, unread from chat where client_id = $1', clientId)).toEqual([before]);
  expect(await query('select kind from timeline where chat_id = $1', first.chatId)).toEqual([{ kind: 'opened' }]);
});

test('a task taken again with more inputs overwrites; the straggler of the first try changes nothing', async () => {
  const psid = newPsid();
  const run = randomUUID();
  const clientId = await stage.wrote(psid, 'one');
  const first = await savingFor(clientId, run, 1);
  await stage.wrote(psid, 'two');
  const second = await savingFor(clientId, run, 1);
  await save(first);
  await save({ ...second, chat: second.chat && { ...second.chat, status: 'in_progress' } });
  await save(first);
  expect(await query('select status from chat where client_id = $1', clientId)).toEqual([{ status: 'in_progress' }]);
  expect(await query('select 1 from chat_input where client_id = $1 and decided_at is null', clientId)).toEqual([]);
});

test('a finished chat leaves what was written meanwhile to the next one, also when it is saved twice', async () => {
  const psid = newPsid();
  const clientId = await stage.wrote(psid, 'one');
  const opened = await savingFor(clientId, randomUUID(), 1);
  await save(opened);
  await stage.wrote(psid, 'two');
  const chat = opened.chat && { ...opened.chat, seq: 2, status: 'finished' as const };
  const finishing: Saving = {
    ...opened,
    chat,
    carried: { chat, seen: opened.carried.seen },
    inputs: [],
    messages: [],
    decisions: [finished(Date.now())],
  };
  await save(finishing);
  await save(finishing);
  const chats = await query(
    `select status, (select array_agg(text) from message m where m.chat_id = chat.id) as texts from chat
       where client_id = $1 order by number`,
    clientId,
  );
  expect(chats).toEqual([
    { status: 'finished', texts: ['one'] },
    { status: 'new', texts: ['two'] },
  ]);
});

test('a profile that is asked for twice is the same, and one that Meta refuses is no error', async () => {
  const known = stage.messenger.createClient({ firstName: 'Tetiana', lastName: 'Hrytsenko', locale: 'en_US' });
  const refused = stage.messenger.createClient({ firstName: 'X', profile: 'refused' });
  for (const { psids } of [known, known, refused]) {
    const clientId = await stage.wrote(psids[stage.page.facebookId] ?? '', 'hello');
    await environment.run(activities.fetchProfile, { clientId });
  }
  expect(
    await query(
      'select first_name, last_name, locale from client where profile_at is not null order by created_at desc limit 2',
    ),
  ).toEqual([
    { first_name: '', last_name: '', locale: null },
    { first_name: 'Tetiana', last_name: 'Hrytsenko', locale: 'en_US' },
  ]);
});

test('T2: of whom Meta says the whole name and no parts of it, the name is asked for and known', async () => {
  const { psids } = stage.messenger.createClient({ firstName: 'Олена', lastName: 'Коваль', profile: 'name_only' });
  const clientId = await stage.wrote(psids[stage.page.facebookId] ?? '', 'hello');
  await environment.run(activities.fetchProfile, { clientId });
  expect(await query(`select first_name, last_name from client where id = '${clientId}'`)).toEqual([
    { first_name: 'Олена', last_name: 'Коваль' },
  ]);
});

test('M15: a second try that decided less leaves no line of the first', async () => {
  const clientId = await stage.wrote(newPsid(), 'hello');
  const saving = await savingFor(clientId, randomUUID(), 1);
  const at = Date.now();
  const [opened] = saving.decisions;
  const more = [...saving.decisions, said('waiting', at), said('finished', at)];
  const { chatId } = await save({ ...saving, decisions: more });
  await save(saving);
  expect(await timelineOf(chatId)).toEqual([{ kind: 'opened', reason: opened?.reason }]);
});

test('M16: an answer leaves unread what the client wrote since, also what is not decided yet', async () => {
  const psid = newPsid();
  const clientId = await stage.wrote(psid, 'one');
  const opened = await savingFor(clientId, randomUUID(), 1);
  await save(opened);
  for (const text of ['two', 'three']) await stage.wrote(psid, text);
  const answered = opened.chat && { ...opened.chat, seq: 2, status: 'answered' as const };
  const unread = () => query('select unread from chat where client_id = $1', clientId);
  await save({ ...opened, chat: answered, inputs: [], messages: [], decisions: [], unreadAfterAnswer: 0 });
  expect(await unread()).toEqual([{ unread: 2 }]);
  await save({ ...opened, chat: answered && { ...answered, seq: 3 }, inputs: [], messages: [], unreadAfterAnswer: 1 });
  expect(await unread()).toEqual([{ unread: 3 }]);
  await save({
    ...opened,
    chat: answered && { ...answered, seq: 4 },
    inputs: [],
    messages: [],
    unreadAfterAnswer: null,
  });
  expect(await unread()).toEqual([{ unread: 3 }]);
});

test('M16, X33E: what came after an answer is unread, also where the answer is heard late', async () => {
  const psid = newPsid();
  const clientId = await stage.wrote(psid, 'one');
  const opened = await savingFor(clientId, randomUUID(), 1);
  const { chatId } = await save(opened);
  await stage.wrote(psid, 'two');
  const [answer] = await query(
    `insert into message (client_id, page_id, chat_id, direction, via, state, kind, text, at, decided)
     select id, page_id, $2, 'out', 'meta', 'sent', 'text', 'so it is', now(), true
     from client where id = $1 returning id`,
    clientId,
    chatId,
  );
  for (const text of ['three', 'four']) await stage.wrote(psid, text);
  // An older copy of the engine heard of these before it heard of the answer, and not yet of the second.
  await query(`update message set decided = true where client_id = $1 and text in ('three', 'four')`, clientId);
  const chat = opened.chat && { ...opened.chat, seq: 2, status: 'answered' as const };
  const messages = [String(answer?.['id'])];
  await save({ ...opened, chat, inputs: [], messages, decisions: [], unreadAfterAnswer: 0 });
  expect(await query('select unread from chat where client_id = $1', clientId)).toEqual([{ unread: 2 }]);
});

test('M27: what goes to the next chat is heard as its own: word, input, count and wait', async () => {
  const psid = newPsid();
  const clientId = await stage.wrote(psid, 'one');
  const opened = await savingFor(clientId, randomUUID(), 1);
  await save(opened);
  const at = Date.now() - 60_000;
  await stage.wrote(psid, 'two', at);
  await stage.wrote(psid, 'three', at + 1000);
  const chat = opened.chat && { ...opened.chat, seq: 2, status: 'finished' as const };
  const decisions = [finished(at + 2000)];
  await save({ ...opened, chat, inputs: [], messages: [], decisions });
  const [ended, next] = await query('select * from chat where client_id = $1 order by number', clientId);
  expect(ended).toMatchObject({ status: 'finished', unread: 0, finished_at: new Date(at + 2000) });
  expect(next).toMatchObject({
    status: 'new',
    unread: 2,
    waiting_since: new Date(at),
    last_contact_at: new Date(at + 1000),
  });
  const told = await query('select chat_id from chat_input where client_id = $1 and decided_at is null', clientId);
  expect(told).toEqual([{ chat_id: next.id }, { chat_id: next.id }]);
});
