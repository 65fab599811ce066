import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter, type SerializationContext } from '@temporalio/common';
import { expect, test } from 'vitest';
import { EncryptionCodec, StrictCodec } from '#platform/codec.ts';
import { createKeyring } from '#platform/keyring.ts';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [old, fresh, other] = [key('old'), key('fresh'), key('old')];

test('payloads go out encrypted with the key’s name and come back as they were, over a rotation too', async () => {
  const payload = defaultPayloadConverter.toPayload({ text: 'мій 067 123 45 67' });
  const [encrypted] = await new EncryptionCodec(createKeyring(old)).encode([payload]);
  expect(Buffer.from(encrypted?.metadata?.['encoding'] ?? []).toString()).toBe('binary/encrypted');
  expect(Buffer.from(encrypted?.metadata?.['encryption-key-id'] ?? []).toString()).toBe('old');
  expect(Buffer.from(encrypted?.data ?? []).toString('latin1')).not.toMatch(/067|text|json/);
  const [decrypted] = await new EncryptionCodec(createKeyring(`${fresh},${old}`)).decode([encrypted ?? {}]);
  expect(defaultPayloadConverter.fromPayload(decrypted ?? {})).toEqual({ text: 'мій 067 123 45 67' });
});

test('a payload that was never encrypted is left as it is', async () => {
  const payload = defaultPayloadConverter.toPayload('plain');
  expect(await new EncryptionCodec(createKeyring(old)).decode([payload])).toEqual([payload]);
});

test('Y22: where chats live, what our keys did not encrypt is a mark for a chat, an error for a result', async () => {
  const strict = new StrictCodec(createKeyring(old));
  const chat: SerializationContext = { type: 'workflow', namespace: 'default', workflowId: 'chat/1' };
  const activity: SerializationContext = { type: 'activity', namespace: 'default', isLocal: true };
  const payload = defaultPayloadConverter.toPayload([{ kind: 'client_wrote' }]);
  const [ours = {}] = await strict.encode([payload]);
  const changed = { ...ours, data: Buffer.from(ours.data ?? []).reverse() };
  const [foreign = {}] = await new StrictCodec(createKeyring(other)).encode([payload]);
  const [read = {}] = await strict.decode([ours], chat);
  expect(defaultPayloadConverter.fromPayload(read)).toEqual([{ kind: 'client_wrote' }]);
  for (const bad of [payload, changed, foreign, {}, { metadata: {}, data: new Uint8Array() }]) {
    const [mark = {}] = await strict.decode([bad], chat);
    expect(defaultPayloadConverter.fromPayload(mark)).toEqual({ unreadable: true });
    await expect(strict.decode([bad], activity)).rejects.toThrow();
  }
  // A key that is not here yet may come: the task waits for it.
  const [ofTomorrow = {}] = await new StrictCodec(createKeyring(fresh)).encode([payload]);
  await expect(strict.decode([ofTomorrow], chat)).rejects.toThrow(/"fresh"/);
});
