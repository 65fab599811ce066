import { afterEach, expect, test } from 'vitest';
import type { Messenger } from '#test/messenger/messenger.ts';
import type { MessengerOptions } from '#test/messenger/options.ts';
import { dim, outlet, quickRetry, setUp, until, type Callback } from './callback.ts';

let messenger: Messenger;
let callback: Callback;
let psid: string;

async function start(options: MessengerOptions = {}): Promise<void> {
  ({ messenger, callback, psid } = await setUp(options));
}

afterEach(async () => {
  await messenger.close();
  callback.close();
});

test('nothing is delivered before the callback answered the verification, and the asking goes on until it does', async () => {
  await start();
  callback.state.verifyStatus = 503;
  messenger.setWebhook({ url: callback.url, verifyToken: 'verify' });
  messenger.sendMessage({ psid, text: 'early' });
  await until(() => callback.state.verifications >= 3);
  expect(callback.received).toHaveLength(0);
  callback.state.verifyStatus = 200;
  await until(() => callback.messages().length === 1);
  expect(messenger.webhook()).toEqual({ url: callback.url, verified: true });
});

test('a delivery is signed over its escaped bytes and has the envelope of Messenger', async () => {
  await start();
  const { mid, timestamp } = messenger.sendMessage({ psid, text: 'Добрий день / 😊' });
  await messenger.idle();
  const [delivery] = callback.received;
  expect(delivery?.signed).toBe(true);
  expect(delivery?.raw).toMatch(/^[\x20-\x7e]+$/);
  expect(delivery?.raw).toContain(String.raw`\u0414\u043e\u0431`);
  expect(JSON.parse(delivery?.raw ?? '')).toEqual({
    object: 'page',
    entry: [
      {
        id: dim.id,
        time: expect.any(Number),
        messaging: [
          { sender: { id: psid }, recipient: { id: dim.id }, timestamp, message: { mid, text: 'Добрий день / 😊' } },
        ],
      },
    ],
  });
});

test('a failing callback is tried again until it answers 200, and a chat keeps its order meanwhile', async () => {
  await start();
  callback.state.status = 503;
  for (const text of ['one', 'two', 'three']) messenger.sendMessage({ psid, text });
  await until(() => callback.received.length >= 5);
  expect(new Set(callback.messages().map(({ text }) => text))).toEqual(new Set(['one']));
  callback.state.status = 200;
  const before = callback.received.length;
  await messenger.idle();
  expect(
    callback
      .messages()
      .slice(before)
      .map(({ text }) => text),
  ).toEqual(['one', 'two', 'three']);
  expect(messenger.deliveries().map(({ status, attempts }) => [status, attempts > 1])).toEqual([
    ['acked', true],
    ['acked', false],
    ['acked', false],
  ]);
});

test('an answer after the time is no answer', async () => {
  await start();
  callback.state.delayMs = 500;
  messenger.sendMessage({ psid, text: 'slow' });
  await until(() => callback.received.length === 2);
  expect(messenger.deliveries()[0]).toMatchObject({ status: 'waiting', httpStatus: null, error: 'no answer in time' });
});

test('after too long a failure the page is unsubscribed, and subscribing it again brings later events', async () => {
  await start({ retry: { ...quickRetry, unsubscribeAfterMs: 150 } });
  callback.state.status = 500;
  messenger.sendMessage({ psid, text: 'lost' });
  await until(() => messenger.deliveries()[0]?.status === 'given up');
  callback.state.status = 200;
  messenger.sendMessage({ psid, text: 'unseen' });
  expect(messenger.deliveries()[1]?.status).toBe('unsubscribed');
  const path = `${messenger.url}/v26.0/${dim.id}/subscribed_apps?access_token=${dim.accessToken}`;
  expect(await (await fetch(path)).json()).toEqual({ data: [] });
  await fetch(`${path}&subscribed_fields=messages,message_echoes`, { method: 'POST' });
  messenger.sendMessage({ psid, text: 'seen' });
  await messenger.idle();
  expect(callback.messages().at(-1)?.['text']).toBe('seen');
});

test('duplicates come at once and once more later, each with a line in the ledger', async () => {
  await start();
  messenger.setSwitches({ duplicate: { atOnce: 1, later: 1, afterMs: 80 } });
  const { mid } = messenger.sendMessage({ psid, text: 'again' });
  await until(() => callback.messages().length === 2);
  await messenger.idle();
  expect(callback.messages().map((message) => message['mid'])).toEqual([mid, mid, mid]);
  expect(messenger.deliveries().map(({ copy, status }) => [copy, status])).toEqual([
    [0, 'acked'],
    [1, 'acked'],
    [2, 'acked'],
  ]);
});

test('one seed shuffles a window always in the same way', async () => {
  await start();
  const orders: unknown[][] = [];
  for (const seed of [7, 7, 8]) {
    messenger.setSwitches({ reorder: { window: 8, seed, flushMs: 60 } });
    const before = callback.messages().length;
    for (let index = 0; index < 8; index += 1) messenger.sendMessage({ psid, text: String(index) });
    await messenger.idle();
    orders.push(
      callback
        .messages()
        .slice(before)
        .map(({ text }) => text),
    );
  }
  expect(orders[0]).toEqual(orders[1]);
  expect(orders[0]).not.toEqual(orders[2]);
  expect(orders[0]?.toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
});

test('a batch holds several entries and pages in one request', async () => {
  await start();
  messenger.setSwitches({ batch: { size: 100, waitMs: 30, perEntry: 2 } });
  for (const text of ['a', 'b', 'c']) messenger.sendMessage({ psid, text });
  messenger.sendMessage({ psid, page: outlet.id, text: 'd' });
  await messenger.idle();
  expect(callback.received).toHaveLength(1);
  const { entry } = JSON.parse(callback.received[0]?.raw ?? '') as { entry: { id: string; messaging: unknown[] }[] };
  expect(entry.map(({ id, messaging }) => [id, messaging.length])).toEqual([
    [dim.id, 2],
    [dim.id, 1],
    [outlet.id, 1],
  ]);
});

test('delay, drop, string timestamps, bad signatures and unknown attachments are switches', async () => {
  await start();
  messenger.setSwitches({ delayMs: 80, stringTimestamps: true, unknownAttachment: true, signature: 'sha1' });
  const sent = Date.now();
  messenger.sendMessage({ psid, text: 'odd' });
  await messenger.idle();
  expect(callback.received[0]?.at).toBeGreaterThanOrEqual(sent + 79);
  expect(callback.received[0]?.headers['x-hub-signature']).toMatch(/^sha1=/);
  expect(callback.received[0]?.headers['x-hub-signature-256']).toBeUndefined();
  expect(callback.events()[0]).toMatchObject({
    timestamp: expect.stringMatching(/^\d{13}$/),
    message: { attachments: [{ type: 'hologram' }] },
  });
  messenger.setSwitches({ drop: { share: 1 } });
  messenger.sendMessage({ psid, text: 'dropped' });
  await messenger.idle();
  expect([callback.received.length, messenger.deliveries().at(-1)?.status]).toEqual([1, 'dropped']);
});

test('a raw body goes out as it is, once', async () => {
  await start();
  await until(() => messenger.webhook().verified);
  expect(await messenger.postRaw('{"object":"page","entry":[]}', 'wrong')).toEqual({ httpStatus: 200, error: null });
  expect(callback.received).toMatchObject([{ raw: '{"object":"page","entry":[]}', signed: false }]);
});

test('an entry may hold what nobody knows: a list, a member, events of its own', async () => {
  await start({ switches: { unknownMembers: true } });
  messenger.sendMessage({ psid, text: 'тут' });
  messenger.sendEvent(dim.id, { call_settings: { audio_enabled: true } }, 'entry');
  messenger.sendEvent(
    dim.id,
    {
      sender: { id: psid },
      recipient: { id: dim.id },
      timestamp: 1_671_644_824,
      call_permission_reply: { response: 'approve' },
    },
    'entry',
  );
  messenger.sendEvent(
    dim.id,
    { id: 'c_1', event: 'connect', from: psid, to: dim.id, timestamp: 1_671_644_824 },
    'calls',
  );
  await messenger.idle();
  const entries = callback.received.flatMap(
    ({ raw }) => (JSON.parse(raw) as { entry: Record<string, unknown>[] }).entry,
  );
  expect(entries.every((entry) => Array.isArray(entry['holograms']) && 'hologram_settings' in entry)).toBe(true);
  expect(entries.find((entry) => 'call_settings' in entry)).toMatchObject({
    id: dim.id,
    time: expect.any(Number) as number,
  });
  expect(entries.find((entry) => 'call_permission_reply' in entry)).not.toHaveProperty('id');
  expect(entries.find((entry) => 'calls' in entry)?.['calls']).toMatchObject([{ id: 'c_1', event: 'connect' }]);
});
