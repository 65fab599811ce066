import { describe, expect, test } from 'vitest';
import { type Address, isInner, readHosts, target } from '#activities/files/hosts.ts';

const hosts = readHosts('fbcdn.net, FBSBX.com,http://127.0.0.1:4001');
const at =
  (...addresses: string[]) =>
  async (): Promise<Address[]> =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const why = (url: string, resolve = at('157.240.0.1')) =>
  target(url, hosts, resolve).then(
    ({ at: { address } }) => address,
    (error: { reason: string }) => error.reason,
  );

describe('A9: which hosts are asked', () => {
  test.each([
    ['https://scontent.fiev1-1.fna.fbcdn.net/v/a.jpg?oh=1', '157.240.0.1'],
    ['https://fbcdn.net/', '157.240.0.1'],
    ['https://cdn.fbsbx.com:443/a', '157.240.0.1'],
    ['http://127.0.0.1:4001/cdn/1', '127.0.0.1'],
    ['http://127.0.0.1:4002/cdn/1', 'host'],
    ['https://127.0.0.1:4001/cdn/1', 'host'],
    ['https://user@scontent.fbcdn.net/', 'host'],
    ['https://fbcdn.net.evil.example/', 'host'],
    ['https://notfbcdn.net/', 'host'],
    ['https://fbcdn.net./', 'host'],
    ['http://fbcdn.net/', 'host'],
    ['https://fbcdn.net:8443/', 'host'],
    ['no address', 'host'],
  ])('%s: %s', async (url, expected) => {
    expect(await why(url)).toBe(expected);
  });

  test('one inner address among several is enough, also where the name means another one the next time', async () => {
    expect(await why('https://x.fbcdn.net/', at('157.240.0.1', '10.0.0.1'))).toBe('inside');
    const answers = [at('157.240.0.1'), at('127.0.0.1')];
    const changing = () => (answers.shift() ?? at())();
    expect([await why('https://x.fbcdn.net/', changing), await why('https://x.fbcdn.net/', changing)]).toEqual([
      '157.240.0.1',
      'inside',
    ]);
    expect(await why('https://x.fbcdn.net/', at())).toBe('away');
  });
});

test.each(
  [
    '127.0.0.1 127.255.0.9 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254'.split(' '),
    '100.64.0.1 198.18.0.1 192.0.2.1 224.0.0.1 255.255.255.255 ::1 :: ::ffff:127.0.0.1 ::ffff:8.8.8.8'.split(' '),
    'fe80::1 fc00::1 fd12::1 ff02::1 64:ff9b::7f00:1 2002:7f00:1:: 2001::1 2001:db8::1 100::1'.split(' '),
  ].flat(),
)('A9: %s is inside', (address) => {
  expect(isInner({ address, family: address.includes(':') ? 6 : 4 })).toBe(true);
});

test.each(['157.240.0.1', '8.8.8.8', '172.32.0.1', '2a03:2880:f10d::1'])('A9: %s is not', (address) => {
  expect(isInner({ address, family: address.includes(':') ? 6 : 4 })).toBe(false);
});
