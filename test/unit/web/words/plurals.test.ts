import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';

const messages = join(import.meta.dirname, '..', '..', '..', '..', 'web', 'messages');

/** "1 нових", "21 разів", "1 чекають"; "2 разів". */
const WRONG_AFTER = { one: /\d (?:\S*(?:их|ів|ють))(?!\p{L})/u, few: /\d (?:\S*(?:ів|ень))(?!\p{L})/u };

type Forms = { declarations: string[]; selectors: string[]; match: Record<string, string> };
type Message = string | Forms[];

function all(locale: string): [string, Message][] {
  return globSync(`${locale}/**/*.json`, { cwd: messages }).flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(join(messages, file), 'utf8')) as Record<string, Message>),
  );
}

const isCounted = (message: Message): message is Forms[] =>
  typeof message !== 'string' &&
  message.some(({ declarations }) => declarations.some((line) => line.includes('plural')));
const counted = all('uk').flatMap(([key, message]) => (isCounted(message) ? [[key, message] as const] : []));
const word = (key: string, count: number): string =>
  (m as unknown as Record<string, (facts: object) => string>)[key]?.({ count, shown: count, total: count }) ?? '';

afterEach(() => overwriteGetLocale(() => 'uk'));

test('§7: what is counted in one language is counted in the other', () => {
  const keys = (locale: string) => all(locale).flatMap(([key, message]) => (isCounted(message) ? [key] : []));
  expect(keys('en').toSorted()).toEqual(keys('uk').toSorted());
});

describe.each(counted)('§7: %s', (key, [forms]) => {
  const said = (locale: 'uk' | 'en') => {
    overwriteGetLocale(() => locale);
    return [1, 2, 5, 21].map((count) => word(key, count));
  };

  test('takes the form of 1, 2, 5 and 21 in Ukrainian', () => {
    const form = (name: string, count: number) => (forms?.match[`n=${name}`] ?? '?').replace(/\{\w+\}/gu, `${count}`);
    const [one, two, five, more] = said('uk');
    expect([one, two, five, more]).toEqual([form('one', 1), form('few', 2), form('many', 5), form('one', 21)]);
    expect(new Set([one, two, five].map((text) => text?.replace(/\d+/gu, ''))).size).toBeGreaterThan(1);
    const read = (text = '', count = 0) => (/\d/u.test(text) ? text : `${count} ${text.trim()}`);
    expect([read(one, 1), read(more, 21)].filter((text) => WRONG_AFTER.one.test(text))).toEqual([]);
    expect(read(two, 2)).not.toMatch(WRONG_AFTER.few);
  });

  test('takes one form for 1 and another for 2, 5 and 21 in English', () => {
    const [one, ...others] = said('en').map((text) => text.replace(/\d+/gu, ''));
    expect(new Set(others).size).toBe(1);
    expect(others[0]).not.toBe(one);
  });
});

test('§7: no number stands before a word that does not bend to it', () => {
  const stiff = /\{(count|total|done|chats|shown|days|minutes|hours|attempts)\} \p{Script=Cyrillic}{4,}/u;
  const found = all('uk').flatMap(([key, message]) =>
    typeof message === 'string' && stiff.test(message) ? [`${key}: ${message}`] : [],
  );
  expect(found).toEqual([]);
});
