import { expect, test } from 'vitest';
import { dim, quickRetry, until } from './callback.ts';
import { messenger, callback, psid, start, setUpWebhook } from './webhook-stage.ts';

setUpWebhook();

test('nothing is delivered before the callback answered the verification; it is asked until it does', async () => {
  await start();
  callback.state.verifyStatus = 503;
  messenger.setWebhook({ url: callback.url, verifyToken: 'verify' });
  messenger.sendMessage({ psid, text: 'early' });
  await until(() => callback.state.verifications >= 3);
  expect(callback.received).toHaveLength(0);
  callback.state.verifyStatus = 200;
  await until(() => callback.messages().length > 0);
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
  await start({ retry: { ...quickRetry, timeoutMs: 300 } });
  callback.state.delayMs = 60_000;
  messenger.sendMessage({ psid, text: 'slow' });
  await until(() => callback.received.length >= 2);
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
