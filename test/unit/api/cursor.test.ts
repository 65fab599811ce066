import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor, writeCursor } from '#api/http/cursor.ts';

const numbers = fc.uniqueArray(fc.nat(2 ** 31 - 1), { maxLength: 300 });

test('S2: what was seen comes back as it was', () => {
  fc.assert(
    fc.property(numbers, (seen) => {
      const text = writeCursor({ seen });
      expect(readCursor(text ?? '')).toEqual({ seen: seen.toSorted((a, b) => a - b) });
    }),
  );
});

test('S2: ten thousand of twenty thousand chats fit into an address, and a hundred thousand neighbours', () => {
  const mixed = Array.from({ length: 20_000 }, (_, n) => n + 1).filter(
    (n) => (n * 2_654_435_761) % 4_294_967_296 < 2 ** 31,
  );
  expect(writeCursor({ seen: mixed })).toEqual(expect.any(String));
  expect(writeCursor({ seen: Array.from({ length: 100_000 }, (_, n) => n + 7) })).toEqual(expect.any(String));
});

test('S2: what does not fit is no address, rather than one that is cut', () => {
  const scattered = fc.sample(fc.nat(2 ** 31 - 1), { numRuns: 5_000, seed: 1 });
  expect(writeCursor({ seen: scattered })).toBeNull();
  expect(writeCursor({ seen: Array.from({ length: 300_000 }, (_, n) => n + 1) })).toBeNull();
});

test('S2: a small address that would become a great many numbers is refused', () => {
  const bomb = deflateRawSync(Buffer.alloc(4_000_000, 1)).toString('base64url');
  expect(bomb.length).toBeLessThan(6_000);
  expect(() => readCursor(`s.${bomb}`)).toThrow('BAD_REQUEST');
});
