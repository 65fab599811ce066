import { describe, expect, test } from 'vitest';
import { tableOf } from '#test/cases/table.ts';
import { linkify } from '#lib/chat/thread/linkify.ts';
import { ownPath } from '#lib/session/own-path.ts';

const links = (text: string) => linkify(text).flatMap(({ href }) => (href === null ? [] : [href]));

describe("a client's text", () => {
  test('A7: only http and https become links', () => {
    expect(links('javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd ftp://x.y')).toEqual([]);
    expect(links('see https://dim.example/a?b=c, and (http://x.example).')).toEqual([
      'https://dim.example/a?b=c',
      'http://x.example',
    ]);
  });

  test.each([
    ...tableOf('links.csv'),
    ['(див. https://example.com/a_(b))', 'https://example.com/a_(b)'],
    ['[тут](https://example.com/a)', 'https://example.com/a'],
    ['(https://example.com/a)дякую', 'https://example.com/a'],
    ['https://example.com/a?b[]=1&c={d}.', 'https://example.com/a?b[]=1&c={d}'],
    ['«https://example.com/a», “https://example.com/a”', 'https://example.com/a https://example.com/a'],
    ["'https://example.com/it's'!?", "https://example.com/it's"],
    ['**https://example.com/a**', 'https://example.com/a'],
    ['https://example.com/a_((b)_(c)))…', 'https://example.com/a_((b)_(c))'],
    ['http://[::1]:80/a]', 'http://[::1]:80/a'],
    ['https://example.com/a_~', 'https://example.com/a_~'],
  ])('L1: the link of %j ends where it ends', (text, expected) => {
    expect(links(text ?? '').join(' ')).toBe(expected);
  });

  test('A7: the parts put together are the text, whatever it holds', () => {
    for (const text of [
      '',
      '<img src=x onerror=alert(1)>',
      'https://',
      'a https://b.example c',
      '\u202Edlrow https://x.example\u0301'.repeat(50),
    ]) {
      expect(
        linkify(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }
  });
});

describe('after the log-in', () => {
  const origin = 'https://desk.example';

  test('the way leads to a path of this desk', () => {
    expect(ownPath('/chats/7?a=b#c', origin)).toBe('/chats/7?a=b#c');
    expect(ownPath(null, origin)).toBe('/');
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/login?next=/login',
  ])('A31: %s leads home', (next) => expect(ownPath(next, origin)).toBe('/'));
});
