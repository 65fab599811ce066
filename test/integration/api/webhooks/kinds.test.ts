import { expect, test } from 'vitest';
import type { MessageBody } from '#api/messages/schema.ts';
import { openChat } from '../../support/chat.ts';
import { everyKind } from '../../support/kinds/every-kind.ts';
import { logIn } from '../../support/visitor.ts';
import { fromClient, newPsid } from '../../support/webhook.ts';
import { api, chatsOf, iryna, query, send, setUpEvents } from './events-stage.ts';

setUpEvents();

/** Kind, whether it was pressed, text, attachments. */
const TOLD = [
  'text | Добрий день',
  'text | pressed | так',
  'text | відповідь',
  'attachment | чудова! | story_reply',
  'text | я з реклами | ad Лампи зі знижкою',
  'attachment | sticker',
  'attachment | like',
  'attachment | image | image',
  'attachment | fallback Телевізор',
  'attachment | fallback',
  'attachment | reel Наш ролик',
  'attachment | post Наш допис',
  'attachment | story_mention',
  'attachment | location Хрещатик',
  'attachment | product 1',
  'attachment | appointment_booking requested',
  'attachment | hologram',
  'unsupported',
  'unsupported',
  'unsent',
  'postback | Каталог',
  'postback',
  'referral | весна',
  'referral | ADS | ad Лампи зі знижкою',
  'event | optin Новини магазину',
  'event | account_linking',
  'form | Чоботи × 1 1200 UAH | order',
  'event | unknown teleportation',
  'attachment | template Оберіть розмір',
  'attachment | template 77 · 900 UAH 1',
  'attachment | template 2',
];

type Events = { items: { event: string }[] };

/** A chat that heard one of each kind, as its first hundred messages. */
async function oneOfEach() {
  const { number, psid } = await openChat(api, api.pages.dim, 'Добрий день');
  const [first] = await query<{ mid: string }>(
    `select mid from message m join chat c on c.id = m.chat_id where c.number = $1`,
    number,
  );
  const items = everyKind(api.pages.dim, psid, first?.mid ?? '');
  await send(...items);
  await send(...items);
  const messages = (await iryna.get(`/api/chats/${number}/messages?pageSize=100`)).json<{ items: MessageBody[] }>();
  return { number, psid, messages: messages.items };
}

test('B02: each kind that Messenger tells is kept as what it is, once', async () => {
  const { messages } = await oneOfEach();
  const told = messages.map(({ kind, text, attachments, pressed }) => {
    const what = attachments.map(({ type, name, note, parts }) =>
      [type, name, note, parts?.length].filter(Boolean).join(' '),
    );
    return [kind, pressed && 'pressed', text, ...what].filter(Boolean).join(' | ');
  });
  expect(told.toSorted()).toEqual(TOLD.toSorted());
});

test('B02: what was done beside speaking opens no chat, and what nobody knows makes no client', async () => {
  const psid = newPsid();
  const { dim } = api.pages;
  await send(fromClient(dim, psid, { teleportation: { to: 'Марс' } }));
  expect(await query('select 1 from client where psid = $1', psid)).toEqual([]);
  await send(fromClient(dim, psid, { optin: { type: 'one_time_notif_req', payload: 'x' } }));
  expect(await chatsOf(psid)).toEqual([]);
});

test('B02: an admin reads the event as it came, without tokens, and the audit says so; nobody else does', async () => {
  const { number, messages } = await oneOfEach();
  const eventOf = async (found: MessageBody | undefined) =>
    (await iryna.get(`/api/chats/${number}/messages/${found?.id}/events`)).json<Events>().items;
  const optin = messages.find(({ attachments: [first] }) => first?.type === 'optin');
  const [event] = await eventOf(optin);
  expect(event?.event).toContain('"title": "Новини магазину"');
  expect(event?.event).not.toContain('T0KEN');
  const [photo] = await eventOf(messages.find(({ attachments }) => attachments.length === 2));
  expect(photo?.event).toContain('secret.jpg?•••');
  expect((await eventOf(messages.find(({ text }) => text === 'так')))[0]?.event).toContain('"payload": "YES"');
  const unknown = messages.find(({ attachments: [first] }) => first?.type === 'unknown');
  expect((await eventOf(unknown))[0]?.event).toContain('Марс');
  expect((await eventOf(messages.find(({ via }) => via === 'other_app')))[0]?.event).toContain('is_echo');

  const noted = await query<{ detail: object }>(`select detail from audit where kind = 'event_read'`);
  expect(noted.map(({ detail }) => detail)).toContainEqual({ chat: number, message: optin?.id });
  const path = `/api/chats/${number}/messages/${optin?.id}/events`;
  expect((await (await logIn(api, 'olena')).get(path)).status).toBe(403);
  await query('delete from inbound_event');
  expect(await eventOf(optin)).toEqual([]);
});
