import { expect, test } from 'vitest';
import type { MessageBody } from '#api/messages/schema.ts';
import type { List } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { until } from '../../support/until.ts';
import { deliver, fromClient, fromPage, newMid } from '../../support/webhook.ts';
import { api, messenger, olena, path, psid, setUpAnswers } from './answers-stage.ts';

setUpAnswers();

const DAY = 24 * 3_600_000;
const all = async () => (await olena.get(path('/messages?pageSize=100'))).json<List<MessageBody>>().items;
const first = () => until('the message', async () => (await all()).find(({ text }) => text === 'Добрий день'));
const react = (id: string, emoji: unknown) => olena.put(path(`/messages/${id}/reaction`), { emoji });
const ours = async () => (await first()).reactions.find(({ by }) => by === 'page');
const isSent = () => until('it to be sent', async () => (await ours())?.state === 'sent');
const atMeta = () => messenger.thread({ page: api.pages.dim.facebookId, psid }).messages[0]?.pageReaction;
const actions = () => messenger.senderActions().filter((one) => one.psid === psid && one.action.endsWith('react'));

test('B02: one reacts for the page, otherwise, and takes it back; Meta hears each once, in order', async () => {
  const { id, state } = await first();
  const answer = await react(id, '❤️');
  expect(answer.status).toBe(200);
  const author = { id: api.people.olena.id, name: 'Олена Коваль' };
  expect(answer.json<MessageBody>()).toMatchObject({ state, reaction: null, reactions: [{ by: 'page', author }] });
  await isSent();
  expect(atMeta()).toBe('❤️');
  await react(id, '👍');
  await until('the other', () => Promise.resolve(atMeta() === '👍'));
  await isSent();
  await react(id, null);
  await until('none', () => Promise.resolve(atMeta() === undefined));
  expect(actions().map(({ action }) => action)).toEqual(['react', 'react', 'unreact']);
  await until('none here', async () => (await first()).reactions.length === 0);
});

test('B02: the client’s stands beside ours; what Meta’s inbox puts there is the page’s', async () => {
  const { id } = await first();
  const [{ mid } = { mid: '' }] = messenger.thread({ page: api.pages.dim.facebookId, psid }).messages;
  await react(id, '😮');
  await isSent();
  messenger.sendReaction({ mid, emoji: '😢', reaction: 'sad' });
  await until('both', async () => (await first()).reactions.length === 2);
  expect(await first()).toMatchObject({
    reaction: '😢',
    reactions: [
      { by: 'client', emoji: '😢', author: null },
      { by: 'page', emoji: '😮' },
    ],
  });
  const reaction = { mid, action: 'react', emoji: '👍', reaction: 'like' };
  await deliver(api, api.pages.dim, [fromPage(api.pages.dim, psid, { timestamp: Date.now() + 5_000, reaction })]);
  expect(await ours()).toMatchObject({ emoji: '👍', author: null, state: 'sent' });
  expect((await first()).reaction).toBe('😢');
});

test('B02: killed while it is on its way, it is put there again, and a newer wish comes after it', async () => {
  const { id } = await first();
  await react(id, '❤️');
  await isSent();
  // As a process leaves it that was killed after its call.
  const killed = `update page_reaction set state = 'sending', sending_at = now() - interval '1 hour', wish = 7
    where message_id = $1`;
  await api.database.pool.query(killed, [id]);
  await react(id, '😆');
  await until('the newer one', async () => atMeta() === '😆' && (await ours())?.state === 'sent');
  expect(await ours()).toMatchObject({ emoji: '😆', reason: null });
});

test('B02: no reaction where nothing can be put, after the window, or to somebody who blocked us', async () => {
  const { id } = await first();
  for (const emoji of ['', 'ні', '👍👍', 'x'.repeat(60)]) expect((await react(id, emoji)).status).toBe(400);
  expect(codeOf(await react(id, 'так'))).toBe('NOT_AN_EMOJI');
  expect((await react(id, '👍🏽')).status).toBe(200);
  await isSent();
  messenger.setBlocked({ page: api.pages.dim.facebookId, psid, blocked: true });
  await react(id, '❤️');
  await until('it failed', async () => (await ours())?.state === 'failed');
  expect(await ours()).toMatchObject({ emoji: '❤️', reason: 'person_unavailable' });

  const mid = newMid();
  await deliver(api, api.pages.dim, [
    fromClient(api.pages.dim, psid, { message: { mid, text: 'візьму назад' } }),
    fromClient(api.pages.dim, psid, { message: { mid, is_deleted: true } }),
  ]);
  const unsent = await until('unsent', async () => (await all()).find(({ kind }) => kind === 'unsent'));
  expect(codeOf(await react(unsent.id, '❤️'))).toBe('NOT_REACTABLE');

  const other = messenger.createClient({ firstName: 'Пізня' }).psids[api.pages.dim.facebookId] ?? '';
  messenger.sendMessage({ psid: other, text: 'позавчора', timestamp: Date.now() - 2 * DAY });
  const late = await until('the late one', async () => {
    const { rows } = await api.database.pool.query<{ id: string; number: number }>(
      `select m.id, c.number from message m join chat c on c.id = m.chat_id join client k on k.id = c.client_id
       where k.psid = $1 and c.window_until is not null`,
      [other],
    );
    return rows[0];
  });
  const refused = await olena.put(`/api/chats/${late.number}/messages/${late.id}/reaction`, { emoji: '❤️' });
  expect(codeOf(refused)).toBe('WINDOW_CLOSED');
});
