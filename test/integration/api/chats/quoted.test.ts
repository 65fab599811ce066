import { expect, test } from 'vitest';
import type { MessageBody } from '#api/messages/schema.ts';
import type { List } from '../../support/chat.ts';
import { insist } from '../../support/insist.ts';
import { until } from '../../support/until.ts';
import { deliver, fromClient, fromPage, newMid } from '../../support/webhook.ts';
import { api, messenger, number, olena, path, psid, setUpAnswers } from './answers-stage.ts';

setUpAnswers();

const all = async () => (await olena.get(path('/messages?pageSize=100'))).json<List<MessageBody>>().items;
const withText = (text: string) => until(text, async () => (await all()).find((message) => message.text === text));
const thread = () => messenger.thread({ page: api.pages.dim.facebookId, psid });

test('B02: an answer to a message goes out as one, and says which it answers', async () => {
  const asked = await withText('Добрий день');
  const posted = await olena.post(path('/messages'), { text: 'І вам', replyTo: asked.id });
  const answer = posted.json<MessageBody>();
  const quoted = { id: asked.id, number, direction: 'in', via: 'client', author: null, kind: 'text', attachment: null };
  expect(answer).toMatchObject({ replyTo: asked.id, quote: { message: { ...quoted, text: 'Добрий день' } } });
  const mid = (text: string) => thread().messages.find((message) => message.text === text)?.mid;
  await until('it to be at Meta', async () => mid('І вам'));
  expect(thread().messages.find(({ text }) => text === 'І вам')?.replyTo).toBe(mid('Добрий день'));

  // The client answers our own word.
  await until('its name', async () => (await withText('І вам')).state !== 'queued');
  messenger.sendMessage({ psid, text: 'А ціна?', replyTo: mid('І вам') });
  const { quote } = await withText('А ціна?');
  expect(quote?.message).toMatchObject({ id: answer.id, direction: 'out', author: 'Олена Коваль', text: 'І вам' });
});

test('B02: what is quoted may be unknown, a file, unsent, in an earlier chat, quoted in Meta’s inbox', async () => {
  const { dim } = api.pages;
  const [photo, unsent] = [newMid(), newMid()];
  const said = (fields: object) => fromClient(dim, psid, { message: { mid: newMid(), ...fields } });
  const echo = { mid: newMid(), is_echo: true, app_id: 26390203743090, text: 'з Meta', reply_to: { mid: photo } };
  await deliver(api, dim, [
    fromClient(dim, psid, { message: { mid: photo, attachments: [{ type: 'image', payload: {} }] } }),
    fromClient(dim, psid, { message: { mid: unsent, text: 'таємне' } }),
    said({ text: 'до фото', reply_to: { mid: photo } }),
    said({ text: 'до відкликаного', reply_to: { mid: unsent } }),
    said({ text: 'невідомо до чого', reply_to: { mid: 'm_unknown' } }),
    fromClient(dim, psid, { message: { mid: unsent, is_deleted: true } }),
    fromPage(dim, psid, { message: echo }),
  ]);
  const quoteOf = async (text: string) => (await withText(text)).quote;
  expect((await quoteOf('до фото'))?.message).toMatchObject({ kind: 'attachment', attachment: { type: 'image' } });
  expect((await quoteOf('з Meta'))?.message).toMatchObject({ kind: 'attachment' });
  expect((await quoteOf('до відкликаного'))?.message).toMatchObject({ kind: 'unsent', text: '' });
  expect(await quoteOf('невідомо до чого')).toEqual({ message: null });
  expect(await quoteOf('Добрий день')).toBeNull();

  await insist(() => olena.put(path('/status'), { status: 'finished' }), 'CHAT_FINISHED');
  messenger.sendMessage({ psid, text: 'ще про фото', replyTo: photo });
  const next = await until('the next chat', async () => {
    const { items } = (await olena.get('/api/chats?pageSize=100')).json<List<{ number: number; status: string }>>();
    return items.find((chat) => chat.number > number && chat.status !== 'finished');
  });
  const later = await until('its message', async () =>
    (await olena.get(`/api/chats/${next.number}/messages`)).json<List<MessageBody>>().items.at(-1),
  );
  expect(later.quote?.message).toMatchObject({ number, kind: 'attachment' });
});
