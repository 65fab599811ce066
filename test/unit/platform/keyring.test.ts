import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decrypt, encrypt } from '#platform/cipher.ts';
import { createKeyring } from '#platform/keyring.ts';
import { keyNamed, sealedAsBefore } from '#test/ground/before.ts';

const [old, fresh, other] = [keyNamed('old'), keyNamed('fresh'), keyNamed('old')];
const PLACE = 'page.sealed_token/1';
const REFUSED = /authenticate|tag|Invalid/;

test('what was sealed is opened again in its place, and is nowhere readable', () => {
  const keyring = createKeyring(fresh);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 8 }), fc.string({ minLength: 1 }), (secret, place) => {
      const sealed = keyring.seal(secret, place);
      expect(keyring.open(sealed, place)).toBe(Buffer.from(secret).toString());
      expect(sealed).not.toContain(secret);
      expect(sealed.startsWith('v2:fresh:')).toBe(true);
    }),
  );
});

test('what was moved to another place is not opened there, also not as one that never had a place', () => {
  const keyring = createKeyring(fresh);
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (place, elsewhere) => {
      fc.pre(place !== elsewhere);
      const sealed = keyring.seal('token', place);
      expect(() => keyring.open(sealed, elsewhere)).toThrow(REFUSED);
      expect(() => keyring.open(sealed.replace('v2:', ''), place)).toThrow(REFUSED);
      expect(() => keyring.open(sealed.replace('v2:', 'v1:'), place)).toThrow(REFUSED);
    }),
  );
  expect(() => keyring.seal('token', '')).toThrow(/place/);
});

test('the same secret is never sealed alike', () => {
  const keyring = createKeyring(fresh);
  expect(keyring.seal('same', PLACE)).not.toBe(keyring.seal('same', PLACE));
});

test('after a rotation the new key seals and the old one still opens', () => {
  const sealed = createKeyring(old).seal('token', PLACE);
  const rotated = createKeyring(`${fresh}, ${old}`);
  expect(rotated.open(sealed, PLACE)).toBe('token');
  expect(rotated.isCurrent(sealed)).toBe(false);
  expect(rotated.isCurrent(rotated.seal('token', PLACE))).toBe(true);
  expect(() => createKeyring(fresh).open(sealed, PLACE)).toThrow(/"old"/);
});

test('what was sealed before there were places is opened, and is to be sealed anew', () => {
  const keyring = createKeyring(`${fresh},${old}`);
  const sealed = sealedAsBefore(old, 'token');
  expect(keyring.open(sealed, PLACE)).toBe('token');
  expect(createKeyring(old).isCurrent(sealed)).toBe(false);
  expect(() => keyring.open(`v2:${sealed}`, PLACE)).toThrow(REFUSED);
});

test('a changed byte, a cut end or another key of the same name opens nothing', () => {
  const keyring = createKeyring(old);
  const sealed = keyring.seal('token', PLACE);
  const bytes = Buffer.from(sealed.slice('v2:old:'.length), 'base64');
  const open = (given: Buffer) => keyring.open(`v2:old:${given.toString('base64')}`, PLACE);
  expect(open(bytes)).toBe('token');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => open(changed)).toThrow(REFUSED);
  }
  expect(() => open(bytes.subarray(0, -1))).toThrow(REFUSED);
  expect(() => createKeyring(other).open(sealed, PLACE)).toThrow(REFUSED);
});

test('a tag that was cut short is not taken for a tag', () => {
  const key = randomBytes(32);
  const bytes = encrypt(key, Buffer.from(''), PLACE);
  for (const length of [0, 12, 16, 20, 24])
    expect(() => decrypt(key, bytes.subarray(0, length), PLACE)).toThrow(REFUSED);
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
