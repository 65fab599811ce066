import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import { prune } from '#db/changes/prune.ts';
import { serialise } from '#test/messenger/wire.ts';
import { APP_ID, createApi, type TestApi } from '../../support/api.ts';
import { type List, openChat, readChat } from '../../support/chat.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import {
  deliver,
  fromClient,
  fromPage,
  type Item,
  newMid,
  newPsid,
  postSigned,
  textOf,
} from '../../support/webhook.ts';

const INBOX_APP = 26390203743090;
const OTHER_APP = 1517776481860111;

let api: TestApi;
let iryna: Visitor;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
});
afterAll(() => api.stop());

const send = async (...items: Item[]) => {
  const answer = await deliver(api, api.pages.dim, items);
  expect(answer.status).toBe(200);
};
const client = (psid: string, fields: Item) => fromClient(api.pages.dim, psid, fields);
const echo = (psid: string, app_id: unknown, message: Item) =>
  fromPage(api.pages.dim, psid, { message: { mid: newMid(), is_echo: true, app_id, ...message } });
const messagesOf = async (number: number): Promise<MessageBody[]> =>
  (await iryna.get(`/api/chats/${number}/messages`)).json<List<MessageBody>>().items;
const query = async <T>(text: string, ...values: unknown[]): Promise<T[]> =>
  (await api.database.pool.query(text, values)).rows as T[];
const chatsOf = (psid: string) =>
  query<{ number: number; status: string; unread: number }>(
    'select number, status, unread from chat c join client k on k.id = c.client_id where k.psid = $1 order by number',
    psid,
  );
const onlyChat = async (psid: string): Promise<ChatBody> => {
  const chats = await chatsOf(psid);
  expect(chats).toHaveLength(1);
  return readChat(iryna, chats[0]?.number ?? 0);
};
const onlyMessage = async (psid: string): Promise<MessageBody> => {
  const messages = await messagesOf((await onlyChat(psid)).number);
  expect(messages).toHaveLength(1);
  return messages[0] as MessageBody;
};

test.each(['two deliveries', 'one delivery'])(
  'O1: an edit that comes before its message is kept until it comes (%s)',
  async (how) => {
    const [psid, mid, at] = [newPsid(), newMid(), Date.now()];
    const edit = (num_edit: number, text: string) =>
      client(psid, { timestamp: at + num_edit * 1_000, message_edit: { mid, text, num_edit } });
    const items = [
      edit(2, 'завтра о 16:00'),
      edit(1, 'завтра о 15:00'),
      client(psid, { timestamp: at, message: { mid, text: 'завтра о 14:00' } }),
    ];
    if (how === 'one delivery') await send(...items);
    else for (const item of items) await send(item);
    expect(await onlyMessage(psid)).toMatchObject({
      text: 'завтра о 16:00',
      editedAt: new Date(at + 2_000).toISOString(),
    });
    expect(await query('select 1 from early_event where about = $1', mid)).toEqual([]);
  },
);

test('O1: an edit without its number counts by its time, and an older one with a time changes nothing', async () => {
  const [psid, mid, at] = [newPsid(), newMid(), Date.now()];
  const edit = (after: number, text: string) => client(psid, { timestamp: at + after, message_edit: { mid, text } });
  await send(client(psid, { timestamp: at, message: { mid, text: 'перше' } }));
  await send(edit(2_000, 'третє'));
  await send(edit(1_000, 'друге'));
  expect((await onlyMessage(psid)).text).toBe('третє');
});

test('O1: a reaction that comes before its message is at it, and opens the window as any other', async () => {
  const [psid, mid] = [newPsid(), newMid()];
  await send(client(psid, { reaction: { mid, action: 'react', emoji: '👍' } }));
  expect(await chatsOf(psid)).toEqual([]);
  await send(client(psid, { message: { mid, text: 'дякую' } }));
  expect((await onlyMessage(psid)).reaction).toBe('👍');
  expect(
    await query(
      `select i.kind from chat_input i join client k on k.id = i.client_id where k.psid = $1 order by i.id`,
      psid,
    ),
  ).toEqual([{ kind: 'client_wrote' }, { kind: 'client_acted' }]);
});

test('O1: what came in the same moment as its message is applied in the next look', async () => {
  const [psid, mid] = [newPsid(), newMid()];
  await send(client(psid, { message: { mid, text: 'старе' } }));
  await query(
    `insert into early_event (page_id, client_id, about, kind, rank, at, event)
     select page_id, client_id, mid, 'edit', 1, now(), jsonb_build_object('kind', 'edit', 'mid', mid, 'text', 'нове', 'edits', 1, 'at', 1.8e12::bigint, 'contact', '{}'::jsonb) from message where mid = $1`,
    mid,
  );
  await until('the edit', async () => (await onlyMessage(psid)).text === 'нове');
});

test.each([
  ['react, then the older one', ['unreact', 'react']],
  ['in order', ['react', 'unreact']],
])('I17: a reaction that was taken back stays taken back (%s)', async (_, order) => {
  const [psid, mid, at] = [newPsid(), newMid(), Date.now()];
  const acts = {
    react: { timestamp: at + 1_000, reaction: { mid, action: 'react', emoji: '❤' } },
    unreact: { timestamp: at + 2_000, reaction: { mid, action: 'unreact' } },
  };
  await send(client(psid, { message: { mid, text: 'x' } }));
  for (const act of order) await send(client(psid, acts[act as keyof typeof acts]));
  expect((await onlyMessage(psid)).reaction).toBeNull();
});

test('I17: taken back before the message came; of two in one moment the one that takes it back counts', async () => {
  const [psid, mid, timestamp] = [newPsid(), newMid(), Date.now() + 1_000];
  await send(client(psid, { timestamp, reaction: { mid, action: 'unreact' } }));
  await send(client(psid, { timestamp, reaction: { mid, action: 'react', emoji: '❤' } }));
  await send(client(psid, { message: { mid, text: 'x' } }));
  expect((await onlyMessage(psid)).reaction).toBeNull();
});

test('I17: the words of a message that was taken back go, whatever arrives late', async () => {
  const [psid, mid] = [newPsid(), newMid()];
  await send(client(psid, { message: { mid, text: 'мій 067 123 45 67' } }));
  await send(client(psid, { message: { mid, is_deleted: true } }));
  await send(client(psid, { message_edit: { mid, text: 'мій 067 123 45 68', num_edit: 1 } }));
  await send(client(psid, { reaction: { mid, action: 'react', emoji: '❤' } }));
  expect(await onlyMessage(psid)).toMatchObject({ kind: 'unsent', text: '', contact: null, reaction: null });
});

test('V5: what was taken back before it came is called so, and stays so when it comes', async () => {
  const [psid, mid] = [newPsid(), newMid()];
  await send(client(psid, { message: { mid, is_deleted: true } }));
  expect(await onlyMessage(psid)).toMatchObject({ kind: 'unsent', text: '' });
  await send(client(psid, { message: { mid, text: 'вже не треба' } }));
  expect(await onlyMessage(psid)).toMatchObject({ kind: 'unsent', text: '' });
  expect(await onlyChat(psid)).toMatchObject({ unread: 1, lastMessage: { kind: 'unsent' } });
});

const finish = (psid: string) =>
  query(`update chat set status = 'finished', unread = 0 from client k where k.id = client_id and k.psid = $1`, psid);

test('D1: one message in two envelopes is one message, and opens no second chat', async () => {
  const [psid, mid] = [newPsid(), newMid()];
  await send(client(psid, { postback: { mid, title: 'Доставка?', payload: 'Q' } }));
  await finish(psid);
  await send(client(psid, { message: { mid, text: 'Доставка?' } }));
  expect(await chatsOf(psid)).toMatchObject([{ status: 'finished', unread: 0 }]);
});

test('D1: a copy in standby counts once, also side by side in one delivery', async () => {
  const [psid, mid] = [newPsid(), newMid()];
  const item = client(psid, { message: { mid, text: 'раз' } });
  const entry = [{ id: api.pages.dim.facebookId, time: Date.now(), messaging: [item], standby: [item] }];
  expect((await postSigned(api, serialise({ object: 'page', entry }))).status).toBe(200);
  expect(await onlyChat(psid)).toMatchObject({ unread: 1, version: 1 });
});

test.each<[string, Item]>([
  ['a message', { message: { mid: newMid(), text: 'ще раз' } }],
  ['a button without a name', { postback: { title: 'Почати', payload: 'START' } }],
  ['coming by a link', { referral: { ref: 'spring', source: 'SHORTLINK', type: 'OPEN_THREAD' } }],
  ['a cart', { order: { products: [{ name: 'Лампа', quantity: 1 }] } }],
])('D1: %s delivered again after its raw event was pruned is nothing new', async (_, fields) => {
  const psid = newPsid();
  const item = client(psid, fields);
  await send(item);
  await query(`update inbound_event set received_at = now() - interval '31 days' where psid = $1`, psid);
  await prune(api.database.pool, 30);
  await finish(psid);
  await send(item);
  await send(item, textOf(api.pages.outlet, newPsid(), 'і сусід'));
  expect(await chatsOf(psid)).toMatchObject([{ status: 'finished', unread: 0 }]);
});

test('D1: reactions, receipts and echoes delivered again after a pruning are nothing new', async () => {
  const { psid, number } = await openChat(api, api.pages.dim);
  const [{ mid } = { mid: '' }] = await query<{ mid: string }>(
    'select mid from message m join chat c on c.id = m.chat_id where c.number = $1',
    number,
  );
  const items = [
    client(psid, { reaction: { mid, action: 'react', emoji: '❤' } }),
    echo(psid, INBOX_APP, { text: 'відповідь' }),
    client(psid, { read: { watermark: Date.now() + 1_000 } }),
  ];
  await send(...items);
  const before = await Promise.all([
    readChat(iryna, number),
    query('select kind from chat_input i join client k on k.id = i.client_id where k.psid = $1', psid),
  ]);
  await query('delete from inbound_event where psid = $1', psid);
  await send(...items);
  expect(
    await Promise.all([
      readChat(iryna, number),
      query('select kind from chat_input i join client k on k.id = i.client_id where k.psid = $1', psid),
    ]),
  ).toEqual(before);
});

test.each<[string, unknown, string]>([
  ['the inbox’s number', INBOX_APP, 'meta_inbox'],
  ['the inbox’s other number, as a word', '263902037430900', 'meta_inbox'],
  ['another application', OTHER_APP, 'other_app'],
  ['nobody named', undefined, 'other_app'],
])('B1: who speaks for the page: %s', async (_, appId, via) => {
  const { psid, number } = await openChat(api, api.pages.dim);
  await send(echo(psid, appId, { text: 'Дякуємо! Ми отримали ваше повідомлення.' }));
  const said = (await messagesOf(number)).find(({ direction }) => direction === 'out');
  expect(said).toMatchObject({ via, state: 'sent', author: null });
  const told = await query(
    `select 1 from chat_input i join client k on k.id = i.client_id where k.psid = $1 and i.kind = 'answered_in_meta'`,
    psid,
  );
  expect(told).toHaveLength(via === 'meta_inbox' ? 1 : 0);
  expect(await readChat(iryna, number)).toMatchObject({
    status: 'new',
    unread: 1,
    waitingSince: expect.any(String) as string,
  });
});

test.each<[number, string, (psid: string) => Item]>([
  [1, 'the client’s word', (psid) => client(psid, { message: { mid: newMid(), text: 'x' } })],
  [1, 'a colleague’s in Meta’s inbox', (psid) => echo(psid, INBOX_APP, { text: 'x' })],
  [0, 'another application’s', (psid) => echo(psid, OTHER_APP, { text: 'x' })],
  [0, 'what was read', (psid) => client(psid, { read: { watermark: Date.now() } })],
])('what a chat hears, and only that, brings its client into line: %i by %s', async (by, _, item) => {
  const { psid } = await openChat(api, api.pages.dim);
  const revisions = () => query<{ rev: number }>('select inbox_rev as rev from client where psid = $1', psid);
  const [before] = await revisions();
  await send(item(psid));
  expect(await revisions()).toEqual([{ rev: (before?.rev ?? 0) + by }]);
});

test('B1: our own application’s word that we do not know is ours, tells the chat nothing, and opens none', async () => {
  const { psid, number } = await openChat(api, api.pages.dim);
  const said = { text: 'Уже відправили', metadata: randomUUID() };
  await send(echo(psid, Number(APP_ID), said));
  expect((await messagesOf(number)).find(({ direction }) => direction === 'out')).toMatchObject({
    via: 'desk',
    state: 'sent',
    author: null,
    text: 'Уже відправили',
  });
  const inputs = await query(
    `select i.kind from chat_input i join client k on k.id = i.client_id where k.psid = $1`,
    psid,
  );
  expect(inputs).toEqual([{ kind: 'client_wrote' }]);
  const stranger = newPsid();
  await send(echo(stranger, APP_ID, said));
  expect(await chatsOf(stranger)).toEqual([]);
  await send(client(stranger, { timestamp: Date.now() + 1_000, message: { mid: newMid(), text: 'дякую' } }));
  expect(await messagesOf((await onlyChat(stranger)).number)).toMatchObject([{ via: 'desk' }, { via: 'client' }]);
});

test('B1: what another application says to somebody without a chat opens none, and stands in the chat that comes', async () => {
  const psid = newPsid();
  await send(
    echo(psid, OTHER_APP, {
      attachments: [{ type: 'template', payload: { text: 'Оберіть розмір', buttons: [{ title: '42' }] } }],
    }),
  );
  expect(await chatsOf(psid)).toEqual([]);
  await send(client(psid, { timestamp: Date.now() + 1_000, postback: { mid: newMid(), title: '42', payload: 'S42' } }));
  const messages = await messagesOf((await onlyChat(psid)).number);
  expect(messages).toMatchObject([
    { via: 'other_app', attachments: [{ name: 'Оберіть розмір', buttons: [{ title: '42' }] }] },
    { via: 'client', text: '42' },
  ]);
});

test('N1: a form opens a chat and offers its phone; a mark alone opens none', async () => {
  const psid = newPsid();
  const marks = { messaging_feedback: { feedback_screens: [{ questions: { q1: { type: 'csat', payload: '5' } } }] } };
  await send(client(psid, marks));
  expect(await chatsOf(psid)).toEqual([]);
  const lead = {
    referral: { source: 'ADS', type: 'LEAD_COMPLETE', ad_id: '60' },
    lead: { data: [{ question: 'Телефон', answer: '+380671234567' }] },
  };
  await send(client(psid, lead));
  expect(await onlyMessage(psid)).toMatchObject({
    kind: 'form',
    text: 'Телефон: +380671234567',
    contact: { phone: '+380671234567' },
    key: null,
  });
  await send(client(psid, { ...marks, timestamp: Date.now() + 5 }));
  expect(await onlyChat(psid)).toMatchObject({ unread: 1, lastMessage: { text: 'CSAT: 5' } });
});
