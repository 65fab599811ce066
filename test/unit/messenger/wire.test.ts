import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { serialise, signatureHeaders } from '#test/messenger/wire.ts';

test('the body is pure ASCII: lowercase \\u escapes, emoji as two halves, slashes escaped', () => {
  expect(serialise({ text: 'Їжак äöå 😊', url: 'https://x.ua/ж' })).toBe(
    String.raw`{"text":"\u0407\u0436\u0430\u043a \u00e4\u00f6\u00e5 \ud83d\ude0a","url":"https:\/\/x.ua\/\u0436"}`,
  );
});

test('what is escaped reads back as it was', () => {
  const value = { text: 'line\nquote " back\\slash / \u0000 \ud83d alone', list: [1, null, true] };
  expect(JSON.parse(serialise(value))).toEqual(value);
});

test('both signatures are over the very bytes, with the app secret', () => {
  const body = serialise({ text: 'привіт' });
  expect(signatureHeaders(body, 'secret')).toEqual({
    'X-Hub-Signature': `sha1=${createHmac('sha1', 'secret').update(body).digest('hex')}`,
    'X-Hub-Signature-256': `sha256=${createHmac('sha256', 'secret').update(body).digest('hex')}`,
  });
});

test.each(['none', 'wrong', 'sha1', 'reserialised'] as const)('the signature "%s" is not the right one', (kind) => {
  const body = serialise({ text: 'ascii only' });
  const right = signatureHeaders(body, 'secret')['X-Hub-Signature-256'];
  expect(signatureHeaders(body, 'secret', kind)['X-Hub-Signature-256']).not.toBe(right);
});
