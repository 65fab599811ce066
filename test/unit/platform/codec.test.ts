import { defaultPayloadConverter, type Payload, type SerializationContext } from '@temporalio/common';
import { expect, test } from 'vitest';
import { EncryptionCodec, StrictCodec } from '#platform/codec.ts';
import { createLogger } from '#platform/log.ts';
import { watchKeys } from '#platform/watch-keys.ts';
import { keyNamed, payloadAsBefore } from '#test/ground/before.ts';
import { inMemory, keysOfNobody } from '#test/ground/keys.ts';

const [old, fresh, other] = [keyNamed('old'), keyNamed('fresh'), keyNamed('old')];
const [MARIA, PETRO] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const chatOf = (clientId: string): SerializationContext => ({
  type: 'workflow',
  namespace: 'default',
  workflowId: `chat/${clientId}`,
});
const activityOf = (clientId: string): SerializationContext => ({
  type: 'activity',
  namespace: 'default',
  isLocal: true,
  workflowId: `chat/${clientId}`,
});
const read = (payload: Payload | undefined): unknown => defaultPayloadConverter.fromPayload(payload ?? {});
const clear = (payload: Payload | undefined, name: string): string =>
  Buffer.from(payload?.metadata?.[name] ?? []).toString();
const UNREADABLE = { unreadable: true };
const SAID = { text: 'мій 067 123 45 67' };
const said = defaultPayloadConverter.toPayload(SAID);

test('payloads go out encrypted with their client’s key and come back as they were', async () => {
  const codec = new EncryptionCodec(keysOfNobody(old));
  const [payload, again] = await codec.encode([said, said], chatOf(MARIA));
  const [ofPetro] = await codec.encode([said], chatOf(PETRO));
  expect(clear(payload, 'encoding')).toBe('binary/encrypted');
  expect(clear(payload, 'encryption-place')).toBe(`workflow chat/${MARIA}`);
  expect(clear(payload, 'encryption-key-id')).toBe(clear(again, 'encryption-key-id'));
  expect(clear(payload, 'encryption-key-id')).not.toBe(clear(ofPetro, 'encryption-key-id'));
  expect(Buffer.from(payload?.data ?? []).toString('latin1')).not.toMatch(/067|text|json/);
  for (const context of [chatOf(MARIA), undefined])
    expect(read((await codec.decode([payload ?? {}], context))[0])).toEqual(SAID);
});

test('a payload that was never encrypted is left as it is', async () => {
  expect(await new EncryptionCodec(keysOfNobody(old)).decode([said])).toEqual([said]);
});

test('what was encrypted before there were keys of clients is read everywhere', async () => {
  const codec = new StrictCodec(keysOfNobody(`${fresh},${old}`));
  const before = payloadAsBefore(old, said);
  for (const context of [chatOf(MARIA), activityOf(PETRO), undefined])
    expect(read((await codec.decode([before], context))[0])).toEqual(SAID);
});

test('Y22: what is not encrypted under our keys is not ours: a mark for a chat, an error for a result', async () => {
  const strict = new StrictCodec(keysOfNobody(old));
  const [ours = {}] = await strict.encode([said], chatOf(MARIA));
  const changed = { ...ours, data: Buffer.from(ours.data ?? []).reverse() };
  expect(read((await strict.decode([ours], chatOf(MARIA)))[0])).toEqual(SAID);
  for (const bad of [said, changed, payloadAsBefore(other, said), {}, { metadata: {}, data: new Uint8Array() }]) {
    expect(read((await strict.decode([bad], chatOf(MARIA)))[0])).toEqual(UNREADABLE);
    await expect(strict.decode([bad], activityOf(MARIA))).rejects.toThrow();
  }
  // A key that is not here yet may come: the task waits for it.
  await expect(strict.decode([payloadAsBefore(fresh, said)], chatOf(MARIA))).rejects.toThrow(/"fresh"/);
  const [ofAnother = {}] = await new StrictCodec(keysOfNobody(old)).encode([said], chatOf(MARIA));
  await expect(strict.decode([ofAnother], chatOf(MARIA))).rejects.toThrow(/not among the data keys/);
});

test('a payload that was moved is refused, also with another place written on it', async () => {
  const strict = new StrictCodec(keysOfNobody(old));
  const [ours = {}] = await strict.encode([said], chatOf(MARIA));
  const rewritten = (place: string): Payload => ({
    ...ours,
    metadata: { ...ours.metadata, 'encryption-place': Buffer.from(place) },
  });
  const { 'encryption-envelope': _, ...withoutVersion } = ours.metadata ?? {};
  const moved: [Payload, SerializationContext][] = [
    [ours, chatOf(PETRO)],
    [rewritten(`workflow chat/${PETRO}`), chatOf(PETRO)],
    [rewritten(''), chatOf(MARIA)],
  ];
  for (const [payload, context] of moved)
    expect(read((await strict.decode([payload], context))[0])).toEqual(UNREADABLE);
  await expect(strict.decode([ours], activityOf(MARIA))).rejects.toThrow(/stands in/);
  await expect(strict.decode([{ ...ours, metadata: withoutVersion }], chatOf(MARIA))).rejects.toThrow(/SECRET_KEYS/);
});

test('what is of no client has the installation’s key; what an admin encrypts is taken everywhere', async () => {
  const strict = new StrictCodec(keysOfNobody(old));
  const publishing: SerializationContext = { type: 'workflow', namespace: 'default', workflowId: 'publish/1' };
  const [own = {}] = await strict.encode([said], publishing);
  const [byHand = {}] = await strict.encode([said]);
  expect(clear(own, 'encryption-key-id')).toBe(clear(byHand, 'encryption-key-id'));
  expect(read((await strict.decode([own], publishing))[0])).toEqual(SAID);
  expect(read((await strict.decode([own], chatOf(MARIA)))[0])).toEqual(UNREADABLE);
  expect(read((await strict.decode([byHand], chatOf(MARIA)))[0])).toEqual(SAID);
});

test('a key is asked for once, however many payloads there are at once', async () => {
  const store = inMemory();
  const codec = new EncryptionCodec(keysOfNobody(old, store));
  const payloads = await Promise.all([...Array(50)].map(() => codec.encode([said, said], chatOf(MARIA))));
  await codec.decode(payloads.flat(), chatOf(MARIA));
  expect(store.asked).toBe(1);
});

test('who reads of a client and then writes of them asks for their key once', async () => {
  const store = inMemory();
  const told = await new EncryptionCodec(keysOfNobody(old, store)).encode([said], chatOf(MARIA));
  const worker = new StrictCodec(keysOfNobody(old, store));
  store.asked = 0;
  await worker.decode(told, chatOf(MARIA));
  const [own = {}] = await worker.encode([said], chatOf(MARIA));
  expect(clear(own, 'encryption-key-id')).toBe(clear(told[0] ?? {}, 'encryption-key-id'));
  expect(store.asked).toBe(1);
});

test('a destroyed key reads nothing of its client, others are read; who writes again has a new one', async () => {
  const store = inMemory();
  const keys = keysOfNobody(old, store);
  const strict = new StrictCodec(keys);
  const [ofMaria = {}] = await strict.encode([said], chatOf(MARIA));
  const [ofPetro = {}] = await strict.encode([said], chatOf(PETRO));
  store.destroy(clear(ofMaria, 'encryption-key-id'));
  await watchKeys(keys, store, createLogger('test', 'silent')).pass(() => undefined);
  await expect(strict.decode([ofMaria], chatOf(MARIA))).rejects.toThrow(/destroyed/);
  expect(read((await strict.decode([ofPetro], chatOf(PETRO)))[0])).toEqual(SAID);
  const [anew = {}] = await strict.encode([said], chatOf(MARIA));
  expect(clear(anew, 'encryption-key-id')).not.toBe(clear(ofMaria, 'encryption-key-id'));
  expect(read((await strict.decode([anew], chatOf(MARIA)))[0])).toEqual(SAID);
});

test('after a rotation the data keys are sealed anew, and the old key may go', async () => {
  const store = inMemory();
  const [before = {}] = await new StrictCodec(keysOfNobody(old, store)).encode([said], chatOf(MARIA));
  const rotated = keysOfNobody(`${fresh},${old}`, store);
  await watchKeys(rotated, store, createLogger('test', 'silent')).pass(() => undefined);
  const after = new StrictCodec(keysOfNobody(fresh, store));
  expect(read((await after.decode([before], chatOf(MARIA)))[0])).toEqual(SAID);
});
