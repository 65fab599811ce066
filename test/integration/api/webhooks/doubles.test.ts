import { expect, test } from 'vitest';
import { prune } from '#db/changes/prune.ts';
import { serialise } from '#test/messenger/wire.ts';
import { openChat, readChat } from '../../support/chat.ts';
import { type Item, newMid, newPsid, postSigned, textOf } from '../../support/webhook.ts';
import { api, iryna, INBOX_APP, send, client, echo, query, chatsOf, onlyChat, setUpEvents } from './events-stage.ts';

setUpEvents();

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
