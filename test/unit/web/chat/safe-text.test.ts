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

  test.each([
    ['дивіться www.dim.example/каталог, будь ласка', 'https://www.dim.example/каталог'],
    ['(WWW.dim.example)', 'https://WWW.dim.example'],
    ['пишіть на olena+1@dim.example.', 'mailto:olena%2B1@dim.example'],
    ['мама@дім.укр', 'mailto:%D0%BC%D0%B0%D0%BC%D0%B0@%D0%B4%D1%96%D0%BC.%D1%83%D0%BA%D1%80'],
    ['https://www.dim.example/?to=a@b.example', 'https://www.dim.example/?to=a@b.example'],
    ['www. www.дім awww.dim.example a@b @dim.example a..b@dim.example x@-dim.example', ''],
    ['javascript:www.dim.example mailto:?bcc=x javascript:a@b.example?x', 'mailto:a@b.example'],
  ])('§8: of %j what people write without a scheme is a link, safe ones alone', (text, expected) => {
    expect(links(text).join(' ')).toBe(expected);
  });

  test('A7: an address of many signs is split in no time', () => {
    expect(links(`${'a.'.repeat(50_000)}@`)).toEqual([]);
    expect(links('www.'.repeat(50_000))).toEqual([]);
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
