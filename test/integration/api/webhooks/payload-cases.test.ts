import { expect, test } from 'vitest';
import { payloadOf } from '#test/cases/payload.ts';
import { serialise } from '#test/messenger/wire.ts';
import { readChat } from '#test/integration/support/chat.ts';
import { insist } from '#test/integration/support/insist.ts';
import { until } from '#test/integration/support/until.ts';
import { newPsid, postSigned } from '#test/integration/support/webhook.ts';
import { api, chatWith, messagesOf, olena, publish, setUpAsking } from '../chats/asking-stage.ts';

setUpAsking();

/** Posts these deliveries of a case; all by itself as it stands in the file. */
async function deliver(name: string, psid: string, which?: (deliveries: unknown[]) => unknown[]): Promise<void> {
  const deliveries = payloadOf(name, { page: api.pages.dim.facebookId, psid });
  for (const delivery of which?.(deliveries) ?? deliveries) {
    const answer = await insist(() => postSigned(api, serialise(delivery)));
    expect(answer.status).toBe(200);
  }
}

const numbersOf = async (psid: string): Promise<number[]> =>
  (
    await api.database.pool.query<{ number: number }>(
      'select number from chat join client on client.id = chat.client_id where psid = $1 order by number',
      [psid],
    )
  ).rows.map(({ number }) => number);

async function onlyChat(psid: string): Promise<number> {
  const [number = 0, ...others] = await numbersOf(psid);
  expect(others).toEqual([]);
  return number;
}

test.each([
  ['V1', 'shop-product', { attachments: [{ parts: [{ title: 'Чоботи зимові', note: '1 200 ₴' }] }] }],
  ['V2', 'shared-link', { attachments: [{ name: 'Телевізор 80 см', url: 'https://shop.example/tv32' }] }],
  ['V3', 'location', { attachments: [{ name: 'Pinned', place: { lat: 50.45, long: 30.52 } }] }],
  ['V5', 'unsupported', { kind: 'unsupported' }],
  ['V5', 'deleted-only', { kind: 'unsent' }],
  ['N1', 'lead-form', { kind: 'form', text: 'Телефон: +380671234567', contact: { phone: '+380671234567' } }],
  ['N1', 'cart', { kind: 'form', text: 'Чоботи × 1 1200 UAH\nзателефонуйте' }],
  ['N1', 'feedback', { kind: 'form', text: 'CSAT: 1\nдовго чекав' }],
])('%s: %s, as Meta posts it, can be read in the chat', async (_, name, shown) => {
  const psid = newPsid();
  await deliver(name, psid);
  expect(await messagesOf(await onlyChat(psid))).toMatchObject([{ ...shown, via: 'client' }]);
});

test('V4: the words and the button of another program’s template can be read', async () => {
  const psid = newPsid();
  await deliver('unsupported', psid);
  await deliver('echo-of-a-button-template', psid);
  expect(await messagesOf(await onlyChat(psid))).toContainEqual(
    expect.objectContaining({
      via: 'other_app',
      attachments: [expect.objectContaining({ name: 'Оберіть розмір', buttons: [{ title: '42' }] })],
    }),
  );
});

test.each([
  ['two deliveries', (deliveries: unknown[]) => deliveries],
  ['one', (deliveries: unknown[]) => [together(deliveries)]],
])('O1: an edit before its message, in %s', async (_, which) => {
  const psid = newPsid();
  await deliver('edit-before-message', psid, which);
  expect(await messagesOf(await onlyChat(psid))).toMatchObject([
    { text: 'завтра о 15:00', editedAt: expect.any(String) as string },
  ]);
});

function together(deliveries: unknown[]): object {
  const entries = (deliveries as { entry: { messaging: unknown[] }[] }[]).flatMap(({ entry }) => entry);
  return { object: 'page', entry: [{ ...entries[0], messaging: entries.flatMap(({ messaging }) => messaging) }] };
}

test('D1: one mid in two envelopes, the chat finished between them, is one chat', async () => {
  const psid = newPsid();
  await deliver('one-mid-two-envelopes', psid, ([postback]) => [postback]);
  const number = await onlyChat(psid);
  await insist(() => olena.put(`/api/chats/${number}/status`, { status: 'finished' }), 'CHAT_FINISHED');
  await chatWith(number, ({ status }) => status === 'finished');
  await deliver('one-mid-two-envelopes', psid, ([, , message]) => [message]);
  expect(await readChat(olena, await onlyChat(psid))).toMatchObject({ number, status: 'finished', unread: 0 });
  expect(await messagesOf(number)).toHaveLength(1);
});

test('B1: after another program’s words the chat is new, its client waits, the waiting message is due', async () => {
  await publish({ waitingMessage: { enabled: true, minutes: 10, clock: 'wall' } });
  const psid = newPsid();
  await deliver('echo-of-another-bot', psid);
  const number = await onlyChat(psid);
  await until('its deadlines', async () => (await readChat(olena, number)).deadlines.length > 0);
  const undecided = 'select 1 from chat_input where decided_at is null';
  await until('all is decided', async () => (await api.database.pool.query(undecided)).rowCount === 0);
  const chat = await readChat(olena, number);
  expect(chat).toMatchObject({ status: 'new', waitingSince: expect.any(String) as string });
  expect(chat.deadlines.map(({ kind }) => kind)).toContain('waiting');
  expect(await messagesOf(number)).toMatchObject([{ via: 'client' }, { via: 'other_app' }]);
});

test('K1: an edit that corrects the phone corrects it in the chat and in the bubble', async () => {
  await publish({ requirePhone: true });
  const psid = newPsid();
  await deliver('edit-corrects-phone', psid);
  const number = await onlyChat(psid);
  expect(await chatWith(number, ({ phone }) => phone === '+380671234568')).toMatchObject({ number });
  expect((await messagesOf(number)).find(({ via }) => via === 'client')).toMatchObject({
    text: '067 123 45 68',
    contact: { phone: '+380671234568' },
  });
});
