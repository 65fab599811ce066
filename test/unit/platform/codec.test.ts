import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter, type SerializationContext } from '@temporalio/common';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EncryptionCodec, StrictCodec } from '#platform/codec.ts';
import { createKeyring } from '#platform/keyring.ts';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [old, fresh, other] = [key('old'), key('fresh'), key('old')];

test('what was sealed is opened again, and is nowhere readable', () => {
  const keyring = createKeyring(fresh);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 8 }), (secret) => {
      const sealed = keyring.seal(secret);
      expect(keyring.open(sealed)).toBe(Buffer.from(secret).toString());
      expect(sealed).not.toContain(secret);
      expect(sealed.startsWith('fresh:')).toBe(true);
    }),
  );
});

test('the same secret is never sealed alike', () => {
  const keyring = createKeyring(fresh);
  expect(keyring.seal('same')).not.toBe(keyring.seal('same'));
});

test('after a rotation the new key seals and the old one still opens', () => {
  const sealed = createKeyring(old).seal('token');
  const rotated = createKeyring(`${fresh}, ${old}`);
  expect(rotated.open(sealed)).toBe('token');
  expect(rotated.seal('token').startsWith('fresh:')).toBe(true);
  expect(() => createKeyring(fresh).open(sealed)).toThrow(/"old"/);
});

test('a changed byte, a cut end or another key of the same name opens nothing', () => {
  const sealed = createKeyring(old).seal('token');
  const bytes = Buffer.from(sealed.slice(4), 'base64');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => createKeyring(old).open(`old:${changed.toString('base64')}`)).toThrow(/authenticate|tag|Invalid/);
  }
  expect(() => createKeyring(old).open(`old:${bytes.subarray(0, -1).toString('base64')}`)).toThrow(
    /authenticate|tag|Invalid/,
  );
  expect(() => createKeyring(other).open(sealed)).toThrow(/authenticate|tag|Invalid/);
});

test('a tag that was cut short is not taken for a tag', () => {
  const keyring = createKeyring(old);
  const bytes = Buffer.from(keyring.encrypt(Buffer.from('')));
  for (const length of [0, 12, 16, 20, 24])
    expect(() => keyring.decrypt('old', bytes.subarray(0, length))).toThrow(/authenticate|tag|Invalid/);
});

test.each([
  '',
  ',',
  'id',
  'id:',
  'id:short',
  ':AAAA',
  `bad id:${randomBytes(32).toString('base64')}`,
  `id:${randomBytes(31).toString('base64')}`,
  `id:${randomBytes(33).toString('base64')}`,
])('keys that are none are refused at the start: %j', (keys) => {
  expect(() => createKeyring(keys)).toThrow(/SECRET_KEYS/);
});

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

test('Y22: where chats live, what is not encrypted under our keys is nothing of ours: a mark for a chat, an error for a result', async () => {
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
