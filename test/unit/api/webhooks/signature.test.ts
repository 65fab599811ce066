import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { signatureHolds } from '#api/webhooks/signature.ts';

const body = Buffer.from('{"object":"page","entry":[{"text":"\\u043f\\u0440\\u0438"}]}');
const sign = (secret: string, bytes: Uint8Array = body, algorithm = 'sha256') =>
  createHmac(algorithm, secret).update(bytes).digest('hex');

test('the raw bytes under the app secret', () => {
  expect(signatureHolds(`sha256=${sign('secret')}`, body, ['secret'])).toBe(true);
});

test('either of two secrets, while one is being replaced', () => {
  expect(signatureHolds(`sha256=${sign('old')}`, body, ['new', 'old'])).toBe(true);
  expect(signatureHolds(`sha256=${sign('older')}`, body, ['new', 'old'])).toBe(false);
});

test.each([
  ['no header', undefined],
  ['an empty header', ''],
  ['another secret', `sha256=${sign('other')}`],
  ['sha1', `sha1=${sign('secret', body, 'sha1')}`],
  ['sha1 under the name of sha256', `sha256=${sign('secret', body, 'sha1')}`],
  ['one digit short', `sha256=${sign('secret').slice(1)}`],
  ['one digit more', `sha256=${sign('secret')}0`],
  ['upper case', `sha256=${sign('secret').toUpperCase()}`],
  ['no name', sign('secret')],
  ['the same bytes written anew', `sha256=${sign('secret', Buffer.from(JSON.stringify(JSON.parse(body.toString()))))}`],
  ['another byte at the end', `sha256=${sign('secret', Buffer.concat([body, Buffer.from(' ')]))}`],
])('not %s', (_, header) => {
  expect(signatureHolds(header, body, ['secret'])).toBe(false);
});

test('without a secret nothing holds', () => {
  expect(signatureHolds(`sha256=${sign('')}`, body, [])).toBe(false);
});
