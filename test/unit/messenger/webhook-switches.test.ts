import { expect, test } from 'vitest';
import { dim, outlet, until } from './callback.ts';
import { messenger, callback, psid, start, setUpWebhook } from './webhook-stage.ts';

setUpWebhook();

test('duplicates come at once and once more later, each with a line in the ledger', async () => {
  await start();
  messenger.setSwitches({ duplicate: { atOnce: 1, later: 1, afterMs: 80 } });
  const { mid } = messenger.sendMessage({ psid, text: 'again' });
  await until(() => callback.messages().length >= 2);
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
