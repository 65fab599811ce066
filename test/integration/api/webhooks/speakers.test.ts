import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { APP_ID } from '../../support/api.ts';
import { openChat, readChat } from '../../support/chat.ts';
import { type Item, newMid, newPsid } from '../../support/webhook.ts';
import {
  api,
  iryna,
  INBOX_APP,
  send,
  client,
  echo,
  messagesOf,
  query,
  chatsOf,
  onlyChat,
  onlyMessage,
  setUpEvents,
} from './events-stage.ts';

setUpEvents();

const OTHER_APP = 1517776481860111;

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

test('B1: what another application says to somebody without a chat opens none, and is in the next chat', async () => {
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
