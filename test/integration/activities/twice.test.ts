import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createActivities } from '#activities/activities.ts';
import { createGraph } from '#activities/messenger/graph.ts';
import { Bell } from '#db/bell.ts';
import { createLogger } from '#platform/log.ts';
import { newPsid, openStage, type Stage } from '#test/integration/workflows/stage.ts';
import type { ChatNeeds, Saved, Saving } from '#workflows/chat/needs.ts';

let stage: Stage;
let activities: ChatNeeds;
const environment = new MockActivityEnvironment();
beforeAll(async () => {
  stage = await openStage();
  const { pool } = stage.database;
  const log = createLogger('test', 'silent');
  activities = createActivities({
    pool,
    bell: new Bell(pool),
    graph: createGraph(stage.messenger.url, ''),
    keyring: stage.keyring,
    log,
  });
});
afterAll(() => stage?.close());

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
const save = async (saving: Saving): Promise<Saved> =>
  (await environment.run(activities.saveDecisions, saving)) as Saved;

/** What a chat's workflow would save about everything that waits for this client. */
async function savingFor(clientId: string, run: string, seq: number): Promise<Saving> {
  const inputs = await query(
    'select id, chat_id, message_id, at from chat_input where client_id = $1 and decided_at is null order by id',
    clientId,
  );
  const at = inputs[0]?.at.getTime() ?? Date.now();
  const ids = inputs.map(({ id }) => Number(id));
  const chat = {
    v: 1 as const,
    clientId,
    pageId: stage.page.id,
    chatId: null,
    openedBy: run,
    seq,
    status: 'new' as const,
    operators: [],
    window: { until: at + 1000, reason: 'message' as const, closed: false },
    waitingSince: at,
    lastContactAt: at,
    lastAnswer: null,
    profileAsked: false,
  };
  return {
    clientId,
    chat,
    hintChatId: inputs[0]?.chat_id ?? null,
    carried: { chat, seen: ids },
    deadlines: [],
    inputs: ids,
    decisions: [{ kind: 'opened', at, reason: { code: 'message' } }],
    commands: [],
    messages: inputs.map(({ message_id }) => message_id),
    unreadAfterAnswer: null,
    finishedBy: null,
  };
}

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
    decisions: [{ kind: 'finished', at: Date.now() }],
  };
  await save(finishing);
  await save(finishing);
  const chats = await query(
    'select status, (select array_agg(text) from message m where m.chat_id = chat.id) as texts from chat where client_id = $1 order by number',
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
