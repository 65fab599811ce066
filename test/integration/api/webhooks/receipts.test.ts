import { expect, test } from 'vitest';
import type { MessageBody } from '#api/messages/schema.ts';
import { prune } from '#db/changes/prune.ts';
import { openChat } from '../../support/chat.ts';
import { fromClient, fromPage, type Item, newMid, newPsid, textOf } from '../../support/webhook.ts';
import { api, olena, send, messages, setUpWebhooks } from './webhooks-stage.ts';

setUpWebhooks();

const find = async (number: number, text: string) => (await messages(number)).find((message) => message.text === text);

test('an answer given in Meta’s own apps is shown, and told as such', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  await send([
    fromPage(api.pages.dim, psid, {
      message: { mid: newMid(), text: 'з телефону', is_echo: true, app_id: 26390203743090 },
    }),
  ]);
  expect(await find(number, 'з телефону')).toMatchObject({
    direction: 'out',
    via: 'meta_inbox',
    state: 'sent',
    author: null,
  });
});

test('F39: an echo that comes before anything else settles our message by its metadata', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  const sent = (await olena.post(`/api/chats/${number}/messages`, { text: 'наше' })).json<MessageBody>();
  await api.database.pool.query(`update message set state = 'unknown', reason_code = 'no_confirmation' where id = $1`, [
    sent.id,
  ]);
  const echo = fromPage(api.pages.dim, psid, {
    message: { mid: newMid(), text: 'наше', is_echo: true, metadata: sent.id },
  });
  await send([echo]);
  await send([echo]);
  const all = (await messages(number)).filter(({ text }) => text === 'наше');
  expect(all).toMatchObject([{ id: sent.id, state: 'sent', reason: null, via: 'desk' }]);
});

test('F39: what was delivered stays so when its echo comes late, and keeps its moment when told again', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  const sent = (await olena.post(`/api/chats/${number}/messages`, { text: 'наше' })).json<MessageBody>();
  const mid = newMid();
  const at = Date.now();
  await api.database.pool.query(`update message set state = 'sent', sent_at = now(), mid = $2 where id = $1`, [
    sent.id,
    mid,
  ]);
  await send([fromClient(api.pages.dim, psid, { timestamp: at + 1_000, delivery: { mids: [mid] } })]);
  await send([fromPage(api.pages.dim, psid, { message: { mid, text: 'наше', is_echo: true, metadata: sent.id } })]);
  expect(await find(number, 'наше')).toMatchObject({ state: 'delivered' });
  await send([fromClient(api.pages.dim, psid, { read: { watermark: at + 60_000 } })]);
  expect(await find(number, 'наше')).toMatchObject({
    state: 'read',
    deliveredAt: new Date(at + 1_000).toISOString(),
  });
  await send([fromClient(api.pages.dim, psid, { delivery: { mids: [mid], watermark: at + 5_000 } })]);
  expect(await find(number, 'наше')).toMatchObject({
    state: 'read',
    deliveredAt: new Date(at + 1_000).toISOString(),
  });
});

test('F39: an echo with the metadata of another client’s message is not taken for it', async () => {
  const [one, other] = [await openChat(api, api.pages.dim), await openChat(api, api.pages.dim)];
  const sent = (await olena.post(`/api/chats/${one.number}/messages`, { text: 'для першого' })).json<MessageBody>();
  await send([
    fromPage(api.pages.dim, other.psid, {
      message: { mid: newMid(), text: 'для другого', is_echo: true, metadata: sent.id },
    }),
  ]);
  expect((await find(one.number, 'для першого'))?.state).toBe('queued');
  expect((await find(other.number, 'для другого'))?.via).toBe('other_app');
});

test('F39: delivered and read come by watermark or by name, in any order, and never go back', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  const mid = newMid();
  const at = Date.now() + 10;
  const state = async () => (await find(number, 'відповідь'))?.state;
  await send([fromClient(api.pages.dim, psid, { read: { watermark: at + 500 } })]);
  await send([fromPage(api.pages.dim, psid, { timestamp: at, message: { mid, text: 'відповідь', is_echo: true } })]);
  await send([fromClient(api.pages.dim, psid, { delivery: { mids: [mid], watermark: at + 400 } })]);
  expect(await state()).toBe('read');
  await send([fromClient(api.pages.dim, psid, { delivery: { watermark: at + 900 } })]);
  expect(await state()).toBe('read');
});

test('F39: reactions and edits change the message they are about', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  const mid = newMid();
  await send([textOf(api.pages.dim, psid, 'помилка', { message: { mid, text: 'помилка' } })]);
  const act = (fields: Item) => send([fromClient(api.pages.dim, psid, fields)]);
  await act({ reaction: { mid, action: 'react', emoji: '❤️', reaction: 'love' } });
  await act({ message_edit: { mid, text: 'виправлено вдруге', num_edit: 2 } });
  await act({ message_edit: { mid, text: 'виправлено', num_edit: 1 } });
  expect(await find(number, 'виправлено вдруге')).toMatchObject({
    reaction: '❤️',
    editedAt: expect.any(String) as string,
    former: [{ text: 'помилка', at: expect.any(String) as string }],
  });
  await act({ message_edit: { mid, text: 'і втретє', num_edit: 3 } });
  const former = (await find(number, 'і втретє'))?.former ?? [];
  expect(former.map(({ text }) => text)).toEqual(['помилка', 'виправлено вдруге']);
  expect(former.map(({ at }) => at)).toEqual(former.map(({ at }) => at).toSorted());
  await act({ timestamp: Date.now() + 5, reaction: { mid, action: 'unreact' } });
  expect((await find(number, 'і втретє'))?.reaction).toBeNull();
  // Taken back is also what it said before.
  await act({ message: { mid, is_deleted: true } });
  expect(await find(number, '')).toMatchObject({ kind: 'unsent', former: [] });
});

test('F39: a button and coming by a link are shown as what they are', async () => {
  const { number, psid } = await openChat(api, api.pages.dim);
  await send([
    fromClient(api.pages.dim, psid, { postback: { mid: newMid(), title: 'Каталог', payload: 'CATALOGUE' } }),
    fromClient(api.pages.dim, psid, { referral: { ref: 'весна', source: 'SHORTLINK', type: 'OPEN_THREAD' } }),
  ]);
  expect((await messages(number)).map(({ kind, text }) => `${kind} ${text}`)).toEqual(
    expect.arrayContaining(['postback Каталог', 'referral весна']),
  );
});

test('what a receipt or a reaction says about nobody’s message makes no chat', async () => {
  const psid = newPsid();
  await send([
    fromClient(api.pages.dim, psid, { read: { watermark: Date.now() } }),
    fromClient(api.pages.dim, psid, { reaction: { mid: 'm_no', action: 'react', emoji: '👍' } }),
  ]);
  const { rows } = await api.database.pool.query(
    'select 1 from chat c join client on client.id = c.client_id where psid = $1',
    [psid],
  );
  expect(rows).toEqual([]);
});

test('O1: what waits for messages that never come is bounded, and is forgotten after a week', async () => {
  const psid = newPsid();
  const early = async (where = 'true') =>
    (
      await api.database.pool.query(
        `select 1 from early_event e join client c on c.id = e.client_id where psid = $1 and ${where}`,
        [psid],
      )
    ).rowCount;
  for (let part = 0; part < 3; part += 1)
    await send(
      Array.from({ length: 100 }, () =>
        fromClient(api.pages.dim, psid, { message_edit: { mid: newMid(), text: 'x', num_edit: 1 } }),
      ),
    );
  expect(await early()).toBe(200);
  await api.database.pool.query(`update early_event set created_at = now() - interval '8 days' where id % 2 = 0`);
  await prune(api.database.pool, 30);
  expect(await early()).toBe(100);
  expect(await early(`e.created_at < now() - interval '1 day'`)).toBe(0);
});
