import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf, parseAddress } from '#api/access/address.ts';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  [' 192.0.2.7 ', '192.0.2.7'],
  ['192.0.2.7:443', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::FFFF:c000:207', '192.0.2.7'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
])('Y26: %j is %s', (text, address) => {
  expect(parseAddress(text)).toBe(address);
});

test.each([
  '',
  'unknown',
  '_hidden',
  '192.0.2',
  '192.0.2.256',
  '2001:db8::1::2',
  'x'.repeat(5_000),
  '1.2.3.4, 5.6.7.8',
  '١٩٢.0.2.7',
  'a\r\nb',
])('Y26: %j is none', (text) => {
  expect(parseAddress(text)).toBeNull();
});

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['192.0.2.7', '192.0.2.7'],
])('Y26: %s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('Y26: all of one /64 are one, and whatever is told gives an address or nothing', () => {
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
      const [a, b] = [parseAddress(one), parseAddress(other)];
      if (a?.includes(':') !== true || b?.includes(':') !== true) return;
      const half = networkOf(a).replace(/::\/64$/, '');
      expect(networkOf(parseAddress(`${half}:1:2:3:4`) ?? '')).toBe(networkOf(a));
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => (parseAddress(text) ?? '').length < 40));
});
